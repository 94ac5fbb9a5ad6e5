"""Words that tell what a row is: sums, notes, headings, signs of a form.

Comes in: compacted texts (`hrss.sheets.words`). Goes out: patterns, each with the
signs of which a text has at least one, or it is not worth compacting.
"""

import re

_CLASS = (
    r".{0,6}(?:中心|建制|重点|一般|试点)镇\Z|"
    r"(?:其[他它]|非?珠三角|各)?(?:乡镇|镇街|镇|乡|街道|乡镇街道|行政村|村|社区)\Z"
)
_NAMED = (
    rf"\d{{1,4}}\Z|(?!{_CLASS})"
    r".*(?:镇|乡|街|街道办?|办事处|村|社区|[村居]委会|服务[所站])\Z"
)
"""What a # stands before that is no part of a sum: one township, a number."""
TOTAL_WORDS = re.compile(
    r"(?:(?:#|其中[::]?)?(?:全省|全市|全县|全区|本市|本县|本页)?(?:合计|总计|小计|共计|累计|总数|汇总)"
    r"(?:数|\([^()]*\))?[::]?|全省|全市|全县|全区|其中[::]?.{0,20}|"
    rf"#(?!{_NAMED}).{{0,20}}|"
    r".{1,20}(?:合计|总计|小计|共计|汇总)(?:\([^()]*\))?[::]?)\Z"
)
FOOTER_WORDS = re.compile(
    r"(?:填表|填报|制表|审核|复核|经办|联系)人|(?:单位|部门|分管|处\(科\)|科室|处室|主管|主要)?"
    r"(?:负责人|领导)(?:签[章名字]|\(|[::]|$)|联系电话|电话[::]|(?:填报|填表|报出|上报|制表|报送)"
    r"(?:日期|时间|单位)|填[表报]说明|说明[::]?$|说明[::]|备注[::]|备注$|注[::\d]|注$|注意[::]|"
    r"审核关系|行关系|列关系|表间关系|表内关系|数据来源|资料来源|指标解释|附注|\*{1,3}注"
)
TOWNSHIP_END = re.compile(r"(?:镇|乡|街道?|街道?办|办事处|政府)$")
FORM_CODE = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|\(?\d{1,3}\)?|[—\-]|[A-Z]{1,2}")
SECTION = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,3}[).、])?[^镇乡街村社所站\d]{1,8}(?:市|县|区)"
    r"(?:[(][^()]*[)])?[::]?"
)
NUMBERING = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[).、]*")
SIGNS = {
    TOTAL_WORDS: re.compile("[计数汇全其#＃]"),
    FOOTER_WORDS: re.compile(r"[人导责话单日时说明备注意系来源释*＊]"),
}
"""For each pattern the signs of which every text has one that it fits."""
