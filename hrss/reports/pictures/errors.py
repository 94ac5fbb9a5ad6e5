"""What keeps a picture from being made, said in Chinese."""

NO_BROWSER = (
    "服务器上没有生成图片所需的浏览器。Debian、Ubuntu系统请执行 "
    "apt-get install chromium fonts-noto-cjk；Windows系统使用自带的Edge浏览器即可；"
    "浏览器装在别处的，请用 HRSS_BROWSER 指明其路径"
)
NO_FONT = (
    "服务器上没有中文字体，图片中的汉字无法显示。"
    "Debian、Ubuntu系统请执行 apt-get install fonts-noto-cjk，再重启服务"
)
HUNG = "图片未能在{seconds:g}秒内生成，浏览器已重新启动，请稍后再试"
BUSY = "正在生成其他图片，请稍后再试"
FAILED = "图片未能生成，请联系系统管理员（{reason}）"


class PictureError(RuntimeError):
    """A picture could not be made; says in Chinese why and what to do."""
