"""Why a file is refused, in words for the clerk: a table keyed by the reason.

Each sentence says what the file is and what to do; `{found}` is what was found in it,
`{limit}` what is allowed.
"""

_SAVE_AS = "请用Excel或WPS打开，另存为.xlsx后重新上传"
_SEND_AGAIN = "保存后重新上传"
_ONLY_SHEETS = "请只留下要上报的工作表，" + _SEND_AGAIN
_NOT_A_SHEET = "不是表格，请上传原来的Excel或WPS表格"

REFUSALS = {
    "empty": "是空文件，没有任何内容，请检查后重新上传",
    "too_large": "超过{limit}MB的上限，请删去图片和无关工作表，" + _SEND_AGAIN,
    "truncated": "不完整，可能没有传完，请重新上传；仍然不行时，" + _SAVE_AS,
    "damaged": "已损坏，读不出来；" + _SAVE_AS,
    "encrypted": "设有密码，请在Excel或WPS中取消打开密码和工作簿保护，" + _SEND_AGAIN,
    "locked_by_software": "被本单位的文档加密软件加密，请解密（外发）后重新上传",
    "picture": "是图片，" + _NOT_A_SHEET,
    "pdf": "是PDF文件，" + _NOT_A_SHEET,
    "ofd": "是OFD版式文件，" + _NOT_A_SHEET,
    "word": "是文字文档，不是表格，请把其中的表格复制到Excel或WPS表格后上传",
    "slides": "是演示文稿，" + _NOT_A_SHEET,
    "mail": "是邮件，不是表格，请上传邮件附件中的表格",
    "database": "是数据库文件，不是表格，请导出为Excel表格后上传",
    "program": "是程序，" + _NOT_A_SHEET,
    "shortcut": "是快捷方式，不是表格本身，请找到原来的表格后上传",
    "lock_file": "是打开表格时产生的临时文件，请关闭表格后上传表格本身",
    "archive": "是压缩包，请解压后上传其中的表格{found}",
    "numbers": "是苹果Numbers表格，请导出为Excel（.xlsx）后上传",
    "uof": "是标文通（UOF）格式，" + _SAVE_AS,
    "old_excel": "是很早版本的Excel格式，" + _SAVE_AS,
    "markup": "是XML文件，但不是Excel能打开的表格，" + _SAVE_AS,
    "web_page": "是网页，其中没有表格，" + _NOT_A_SHEET,
    "entities": "含有办公软件不会写的XML定义，为安全起见不予读取，" + _SAVE_AS,
    "unknown_type": "不是能识别的表格，" + _SAVE_AS,
    "too_large_unpacked": "解开后内容过大，" + _ONLY_SHEETS,
    "too_many_cells": "范围过大{found}，请删去末尾的空行、空列和无关内容，"
    + _SEND_AGAIN,
    "too_many_sheets": "工作表超过{found}个，" + _ONLY_SHEETS,
    "memory": "内容过大，超出读取所用内存的上限，" + _ONLY_SHEETS,
    "timeout": "读取超过时限，" + _ONLY_SHEETS,
    "killed": "没有读完，读取被系统中止（多因服务器一时内存不足），请稍后重新上传；"
    "仍然不行时，" + _ONLY_SHEETS,
    "died": "读取时出错，文件可能已损坏或过大；" + _SAVE_AS,
}
_FOUND = {"archive": "“{found}”", "too_many_cells": "，一直延伸到{found}"}
_LONGEST_NAME = 80


def refusal(reason: str, file_name: str, *, found: str, limit: int) -> str:
    """One sentence about the file, whatever its name and its content are."""
    form = _FOUND.get(reason, "{found}") if found else ""
    shown = form.format(found=_printable(found))
    sentence = REFUSALS[reason].format(found=shown, limit=limit)
    return f"文件“{_printable(file_name)}”{sentence}。"


def _printable(name: str) -> str:
    """A name without line ends and signs that turn the text around."""
    shown = "".join(each for each in name if each.isprintable())
    return shown if len(shown) <= _LONGEST_NAME else f"{shown[:_LONGEST_NAME]}…"
