"""The pages of signing in, signing out and changing a password, as HTML.

They are made here and not by Streamlit: who is not signed in never reaches it. They
have no script and load nothing but a style sheet of ours.
"""

from html import escape
from urllib.parse import quote

from starlette.responses import HTMLResponse

NOT_GRANTED = (
    "用户名或密码不对，或者账号暂时不能登录。"
    "请核对后稍候再试，仍不能登录的请联系系统管理员。"
)
STALE = "页面已过期，请再试一次。"
DISABLED = "您在本系统的账号已停用，请联系系统管理员。"
FORGED = "请求带有只能由单位门户写入的用户标头，已拒绝。"
_HEADERS = {
    "cache-control": "no-store",
    # A form must say where it comes from: with no referrer at all it does not.
    "referrer-policy": "same-origin",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
}
_BACK = '<p><a href="/">返回</a></p>'
_LEAVE = '<p><a href="/logout">退出登录</a></p>'
_FIELD = (
    '<label>{label}<input name="{name}" type="{kind}" autocomplete="{fill}" '
    'maxlength="{most}" required></label>'
)


def unknown_to_us(by: str) -> str:
    """Say that somebody is known elsewhere and not here."""
    return f"{by}已确认您的身份，但本系统没有对应的账号，请联系系统管理员。"


def out_of_reach(provider_name: str) -> str:
    """Say that the provider of identities does not answer."""
    return f"{provider_name}登录暂时连不上，请稍后再试，或者以用户名和密码登录。"


def not_finished(provider_name: str) -> str:
    """Say that the way over the provider of identities did not come to its end."""
    return f"{provider_name}登录没有完成，请重新登录；仍不能登录的，请联系系统管理员。"


def no_way_out(provider_name: str) -> str:
    """Say that somebody stays signed in at the provider of identities."""
    return f"{provider_name}没有提供退出，请关闭浏览器。"


def login_page(
    form_token: str,
    *,
    next_path: str,
    fault: str = "",
    provider_name: str = "",
    vouched_name: str = "",
    has_left: bool = False,
) -> HTMLResponse:
    """Ask for name and password; the same page says that they were refused.

    Parameters
    ----------
    provider_name : the provider of identities, if there is one, as another way in.
    vouched_name : as whom a proxy has let the visitor through, as another way in.
    has_left : whether the visitor has just signed out here, and not at the provider.
    """
    target = quote(next_path, safe="")
    ways: list[str] = []
    if provider_name:
        if has_left:
            ways.append(_way(f"同时退出{provider_name}", "/logout/provider"))
        ways.append(_way(f"用{provider_name}登录", f"/login/provider?next={target}"))
    if vouched_name:
        ways.append(_way(f"以单位门户的“{vouched_name}”进入", next_path))
    fields = (
        _hidden("next", next_path),
        _field("用户名", "user_name", kind="text", fill="username"),
        _field("密码", "password", kind="password", fill="current-password"),
    )
    return _page(
        "登录",
        "广东省乡镇（街道）人力资源和社会保障服务所建设进度",
        form_token,
        action="/login",
        fields=fields,
        button="登录",
        fault=fault,
        below="".join(ways),
    )


def logout_page(form_token: str, *, who: str, fault: str = "") -> HTMLResponse:
    """Ask whether to sign out."""
    return _page(
        "退出登录",
        f"当前账号：{who}",
        form_token,
        action="/logout",
        fields=(),
        button="退出登录",
        fault=fault,
        below=_BACK,
    )


def password_page(
    form_token: str, *, who: str, next_path: str, is_confined: bool, fault: str = ""
) -> HTMLResponse:
    """Ask for the password in force and the one to come, twice.

    Parameters
    ----------
    is_confined : whether nothing else can be done before.
    """
    why = "这个密码由他人代设，请先改成自己的，再使用本系统。" if is_confined else ""
    fields = (
        _hidden("next", next_path),
        _field("现用密码", "current", kind="password", fill="current-password"),
        _field("新密码（至少10个字符）", "new", kind="password", fill="new-password"),
        _field("再输一次新密码", "again", kind="password", fill="new-password"),
    )
    return _page(
        "修改密码",
        f"当前账号：{who}。{why}修改后，其他地方的登录同时失效。",
        form_token,
        action="/password",
        fields=fields,
        button="修改密码",
        fault=fault,
        below=_LEAVE if is_confined else _BACK,
    )


def _page(
    title: str,
    said: str,
    form_token: str,
    *,
    action: str,
    fields: tuple[str, ...],
    button: str,
    fault: str,
    below: str = "",
) -> HTMLResponse:
    form = (
        f'<form method="post" action="{action}">{_hidden("form_token", form_token)}'
        f'{"".join(fields)}<button type="submit">{escape(button)}</button></form>'
    )
    return _document(title, f"<p>{escape(said)}</p>{_fault(fault)}{form}{below}", fault)


def without_password_page(*, who: str) -> HTMLResponse:
    """Say that there is no password to change."""
    said = f"当前账号：{who}。这个账号没有密码，由单位统一身份或单位门户登录。"
    return _document("修改密码", f"<p>{escape(said)}</p>{_BACK}", "")


def refusal_page(fault: str) -> HTMLResponse:
    """Say why somebody whom a proxy has let through is not let in."""
    way = _way("以用户名和密码登录", "/login")
    return _document("不能登录", _fault(fault) + way, fault)


def trouble_page(fault: str, *, again: str) -> HTMLResponse:
    """Say that the service cannot serve now, and why.

    Parameters
    ----------
    again : the address to try again.
    """
    return _document(
        "暂时不能使用", _fault(fault) + _way("再试一次", again), fault, 503
    )


def _document(title: str, inside: str, fault: str, refused: int = 403) -> HTMLResponse:
    # The head's end tag may be left out; the shell's rewriting looks for one.
    body = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}－粤人社所</title>"
        '<link rel="icon" href="/favicon.png">'
        '<link rel="stylesheet" href="/hrss/login.css">'
        f"<body><main><h1>粤人社所　{escape(title)}</h1>{inside}</main></body></html>"
    )
    return HTMLResponse(body, refused if fault else 200, _HEADERS)


def _fault(fault: str) -> str:
    return f'<p class="fault" role="alert">{escape(fault)}</p>' if fault else ""


def _way(label: str, href: str) -> str:
    return f'<a class="way" href="{escape(href)}">{escape(label)}</a>'


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _field(label: str, name: str, *, kind: str, fill: str) -> str:
    return _FIELD.format(label=label, name=name, kind=kind, fill=fill, most=128)
