import pandas as pd
import pytest

from hrss.metrics import station_name_kinds


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("北村人力资源社会保障服务站", "conforms"),
        ("沙面社区人力资源社会保障服务站", "conforms"),
        (" 北村 人力资源社会保障服务站", "conforms"),
        ("北村人力资源和社会保障服务站", "has_he"),
        ("沙面社区人力资源和社会保障服务站", "has_he"),
        ("村（社区）人力资源社会保障服务站", "generic"),
        ("村(社区)人力资源和社会保障服务站", "generic"),
        ("××村（社区）人力资源社会保障服务站", "generic"),
        ("××村人力资源社会保障服务站", "generic"),
        ("ＸＸ社区人力资源社会保障服务站", "generic"),
        ("xxx村人力资源社会保障服务站", "generic"),
        ("**社区人力资源社会保障服务站", "generic"),
        ("某镇某村人力资源社会保障服务站", "generic"),
        ("行政村人力资源社会保障服务站", "generic"),
        ("人力资源社会保障服务站", "generic"),
        ("北村劳动保障服务站", "other"),
        ("北村村委会人力资源社会保障服务站", "other"),
        ("北村人力资源社会保障站", "other"),
        ("北村（社区）人力资源社会保障服务站", "other"),
        ("石龙镇人力资源和社会保障服务所", "other"),
        (pd.NA, "not_reported"),
    ],
)
def test_a_name_is_of_one_kind(name, kind):
    """粤府办〔2011〕65号 二(一): a station has no 和, an office has one."""
    names = pd.Series([name], dtype="string")

    assert station_name_kinds(names).tolist() == [kind]
