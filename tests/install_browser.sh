#!/bin/sh
# The browser tests need Chromium and a Chinese font, some of them nginx. On Debian as
# root they are installed; anywhere else it is said what to install.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
  command -v google-chrome >/dev/null 2>&1 || missing="chromium"
if ! { command -v fc-list >/dev/null 2>&1 && fc-list :lang=zh | grep -q .; }; then
  missing="$missing fontconfig fonts-noto-cjk"
fi
wanted=""
PATH="$PATH:/usr/sbin:/sbin" command -v nginx >/dev/null 2>&1 || wanted="nginx"
[ -n "$missing$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing for the browser tests: $missing $wanted"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing $wanted >/dev/null
  exit 0
fi
if [ -n "$wanted" ]; then
  echo "没有 $wanted，有关代理的测试将跳过；可先 sudo apt-get install $wanted" >&2
fi
[ -n "$missing" ] || exit 0
echo "浏览器测试还需要：$missing。请安装后重试，例如 sudo apt-get install $missing" >&2
exit 1
