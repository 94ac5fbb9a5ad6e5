// Chinese for the words that Streamlit's widgets carry in English and that no
// parameter can set (streamlit issue 1353). Whole texts only, so that nothing a
// sheet contains is ever touched by half.
(() => {
  const words = new Map([
    ["Skip to main content", "跳到正文"],
    ["Navigate to home page", "回到首页"],
    ["App pages", "页面"],
    ["Sidebar", "侧栏"],
    ["Collapse sidebar", "收起侧栏"],
    ["Expand sidebar", "展开侧栏"],
    ["Link to heading", "本节地址"],
    ["Open", "展开"],
    ["Choose date", "选择日期"],
    ["Choose or add an option", "选择或键入"],
    ["file upload", "选择文件"],
    ["Add files", "添加文件"],
    ["download icon", "导出"],
    ["Dataframe column menu", "列菜单"],
    ["Statistics", "统计"],
    ["text", "文本"],
    ["number", "数字"],
    ["date", "日期"],
    ["Copy column name", "复制列名"],
    [
      "Failed to generate file for download",
      "文件未能生成，请稍后再试；若仍如此，请联系系统管理员",
    ],
    ["Dismiss", "关闭"],
    ["Error:", "错误："],
    ["Previous month", "上个月"],
    ["Next month", "下个月"],
    [
      "Use arrow keys to navigate dates. Enter to select. Escape to close.",
      "用方向键选日期，按回车键确认",
    ],
    ["yyyy", "年"],
    ["mm", "月"],
    ["dd", "日"],
    ["Upload", "选择文件"],
    ["Browse files", "选择文件"],
    ["Drag and drop file here", "将文件拖到此处"],
    ["Drag and drop files here", "将文件拖到此处"],
    ["No results", "没有符合的选项"],
    ["No options to select", "没有可选项"],
    ["Select all", "全选"],
    ["Choose an option", "请选择"],
    ["Choose options", "请选择"],
    ["Press Enter to apply", "按回车键确认"],
    ["Rerun", "刷新"],
    ["Settings", "设置"],
    ["Print", "打印"],
    ["Stop", "停止"],
    ["Running...", "正在计算…"],
    ["Search", "查找"],
    ["Download as CSV", "下载CSV"],
    ["Fullscreen", "全屏"],
    ["Close fullscreen", "退出全屏"],
    ["Show data", "显示数据"],
    ["Connecting", "正在连接"],
    ["Connection error", "连接中断"],
    ["empty", "无数据"],
    ["Sort ascending", "升序排列"],
    ["Sort descending", "降序排列"],
    ["Format", "格式"],
    ["Autosize", "自动列宽"],
    ["Pin column", "固定此列"],
    ["Unpin column", "取消固定"],
    ["Hide column", "隐藏此列"],
    ["Clear value", "清除"],
    ["Clear all", "全部清除"],
    ["open", "展开"],
    ["Show/hide columns", "显示或隐藏列"],
  ]);
  const patterns = [
    // The label above says which kinds are taken; fifteen extensions say nothing.
    [/^Limit (\S+?) per file(?: • .+)?$/, (m) => `单个文件不超过${m[1]}`],
    [/^(\d+(?:\.\d+)?[KMG]?B) per file(?: • .+)?$/, (m) => `单个文件不超过${m[1]}`],
    [/^• (?:[A-Z]+, )*[A-Z]+$/, () => ""],
    [/^Remove (.+)$/, (m) => `移除${m[1]}`],
    [/^Choose date, (.+)$/, (m) => `选择日期，${m[1]}`],
    [/^(\d+) options? available\.?$/, (m) => `共${m[1]}项`],
    [/^Help for (.+)$/, (m) => `${m[1]}的说明`],
    [/^year, (.+)$/, (m) => `年，${m[1]}`],
    [/^month, (.+)$/, (m) => `月，${m[1]}`],
    [/^day, (.+)$/, (m) => `日，${m[1]}`],
    [/^Add: (.+)$/, (m) => `使用：${m[1]}`],
    [/^Press Enter to (?:apply|submit form)$/, () => "按回车键确认"],
    [/^Press (?:Ctrl|⌘)\+Enter to (?:apply|submit form)$/, () => "填好后按下方按钮"],
    [/^File must be (\S+) or smaller\.?$/, (m) => `文件不得超过${m[1]}`],
    [/^(\S+) files are not allowed\.?$/, (m) => `不接受${m[1]}格式的文件`],
  ];
  const translate = (text) => {
    const bare = text.trim();
    if (!bare || !/[A-Za-z]/.test(bare)) return null;
    const whole = words.get(bare);
    if (whole) return text.replace(bare, whole);
    for (const [pattern, make] of patterns) {
      const match = bare.match(pattern);
      if (match) return text.replace(bare, make(match));
    }
    return null;
  };
  const attributes = ["placeholder", "title", "aria-label"];
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const chinese = translate(node.data);
      if (chinese !== null) node.data = chinese;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const name of attributes) {
      const chinese = node.hasAttribute(name) && translate(node.getAttribute(name));
      if (chinese) node.setAttribute(name, chinese);
    }
    for (const child of node.childNodes) visit(child);
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") visit(change.target);
      else if (change.type === "attributes") visit(change.target);
      else change.addedNodes.forEach(visit);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: attributes,
  });
  // What was drawn before this script began.
  visit(document.documentElement);
})();
