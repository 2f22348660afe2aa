/** README.txt of a package, in Chinese: for the person in the office who sets it up, and who is no IT person. */

export function readme({ origin, share, printed }) {
  return `台账核对  安装包
================

不想安装？双击“台账核对.html”
  在浏览器里打开，选一个工作簿，点“核对”，再保存结果。不用安装，不用联网，也不需要 Excel。
  只要这一个文件，可以拷到 U 盘上带走。

想在 Excel 里用（Excel 2021 或更新，或 Microsoft 365）
  一个单位只做一次：
  1. 把 site 文件夹里的全部内容放到网站上，放好以后用浏览器打开
       ${origin}/taskpane.html
     能看到“请在 Excel 里打开”一句话，就放对了。浏览器不能有证书警告。
  2. 把“台账核对.xml”放到共享文件夹
       ${share}
     大家能读就行，不需要能写。

  每台电脑做一次：
  3. 双击“信任加载项.reg”，选“是”。（不用管理员。不想再用时双击“取消信任.reg”。）
     不能双击的话：Excel → 文件 → 选项 → 信任中心 → 信任中心设置 → 受信任的加载项目录，
     填上 ${share} ，点“添加目录”，勾选“在菜单中显示”。
  4. 关掉所有 Excel 窗口，再打开。插入（或“开始”）→ 加载项 → 更多加载项 → 共享文件夹 → 台账核对 → 添加。
  5. 以后在“开始”选项卡的“台账核对”组里点“核对”。

  苹果电脑：把“台账核对.xml”拷到
       ~/Library/Containers/com.microsoft.Excel/Data/Documents/wef
     （没有 wef 就新建），重新打开 Excel，在加载项菜单里选。
  有 Microsoft 365 管理员的单位：在管理中心上传“台账核对.xml”，就不用第 2 到 4 步。
  SharePoint 的应用程序目录也能放；那里没有“开始”选项卡上的按钮，从“插入 → 加载项”打开窗格。

这个文件夹里有什么
  site                网站内容
  台账核对.xml        清单，告诉 Excel 窗格在哪里（网址写的是 ${origin}）
  信任加载项.reg      让这台电脑信任上面的共享文件夹
  取消信任.reg        撤消上一项
  台账核对.html       不用 Excel 的一个文件
  一页说明.html${printed ? "、.pdf" : "      "}  给使用的人看，可以打印
  第三方声明.txt      用到的软件及其许可

网址或共享文件夹换了怎么办
  重新做一次：npm run package -- --origin 新网址 --share \\\\服务器\\文件夹

数据去哪里
  哪里也不去。窗格只从上面的网址取程序，不发送任何内容；台账在本机的 Excel 里处理。
`;
}
