"""Policy page: the decree clause by clause, its rules, and the figure each gives."""

from hrss import web

view = web.pick_view_if_any()
web.page_title("政策依据", is_simulated=view is not None and web.is_simulated(view))
web.decree_head()
web.clauses(view)
web.small_print(
    "条文按编号重排；所据文本不完整，缺失部分标为“原文缺失”，不作推测",
    web.source(view) if view else "还没有上报数据，故不列各条款的数字",
)
