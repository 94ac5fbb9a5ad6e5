import pandas as pd
import pytest

from hrss.metrics.office_names import name_kinds


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("石龙镇人力资源和社会保障服务所", "conforms"),
        ("沙面街道人力资源和社会保障服务所", "conforms"),
        ("沙面街人力资源和社会保障服务所", "conforms"),
        ("深渡水瑶族乡人力资源和社会保障服务所", "conforms"),
        (" 石龙镇 人力资源和社会保障服务所", "conforms"),
        ("石龙镇人力资源社会保障服务所", "lacks_he"),
        ("沙面街道人力资源社会保障服务所", "lacks_he"),
        ("乡镇（街道）人力资源和社会保障服务所", "generic"),
        ("乡镇(街道)人力资源社会保障服务所", "generic"),
        ("××镇人力资源和社会保障服务所", "generic"),
        ("xx镇人力资源和社会保障服务所", "generic"),
        ("×××镇人力资源和社会保障服务所", "generic"),
        ("ｘｘ镇人力资源和社会保障服务所", "generic"),
        ("**镇人力资源社会保障服务所", "generic"),
        ("＊＊街道人力资源和社会保障服务所", "generic"),
        ("○○乡人力资源和社会保障服务所", "generic"),
        ("某某镇人力资源和社会保障服务所", "generic"),
        ("××县××镇人力资源和社会保障服务所", "generic"),
        ("人力资源和社会保障服务所", "generic"),
        ("石龙镇劳动保障所", "other"),
        ("石龙镇人力资源社会保障所", "other"),
        ("石龙镇人力资源和社会保障事务所", "other"),
        ("石龙人力资源和社会保障服务所", "other"),
        ("石龙村人力资源社会保障服务站", "other"),
        (pd.NA, "not_reported"),
    ],
)
def test_a_name_is_of_one_kind(name, kind):
    """粤府办〔2011〕65号 二(一)."""
    names = pd.Series([name], dtype="string")

    assert name_kinds(names).tolist() == [kind]
