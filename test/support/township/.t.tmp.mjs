// test/support/township/calendar.ts
var EPOCH = Date.UTC(1899, 11, 30);
function serial(year, month, day) {
  return Math.round((Date.UTC(year, month - 1, day) - EPOCH) / 864e5);
}
var known = /* @__PURE__ */ new Map();
function ymd(date) {
  let found = known.get(date);
  if (!found) {
    const utc = new Date(EPOCH + date * 864e5);
    found = { y: utc.getUTCFullYear(), m: utc.getUTCMonth() + 1, d: utc.getUTCDate() };
    known.set(date, found);
  }
  return found;
}
function monthOf(date) {
  const { y, m } = ymd(date);
  return y * 12 + m - 1;
}
function monthStart(month) {
  return serial(Math.floor(month / 12), month % 12 + 1, 1);
}
function monthEnd(month) {
  return monthStart(month + 1) - 1;
}
var two = (n) => n < 10 ? `0${n}` : String(n);
function iso(date) {
  const { y, m, d } = ymd(date);
  return `${y}-${two(m)}-${two(d)}`;
}
function isoMonth(month) {
  return `${Math.floor(month / 12)}-${two(month % 12 + 1)}`;
}
function ageAt(birth, date) {
  const b = ymd(birth);
  const n = ymd(date);
  return n.y - b.y - (n.m < b.m || n.m === b.m && n.d < b.d ? 1 : 0);
}
var HAN = "\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";
function hanNumber(n) {
  if (n < 10) return HAN[n] ?? "";
  const tens = Math.floor(n / 10);
  return `${tens === 1 ? "" : HAN[tens] ?? ""}\u5341${n % 10 === 0 ? "" : HAN[n % 10] ?? ""}`;
}
var DAY_STYLES = ["iso", "dot", "slash", "packed", "zh", "dotPadded"];
function showDay(date, style2) {
  const { y, m, d } = ymd(date);
  switch (style2) {
    case "iso":
      return `${y}-${two(m)}-${two(d)}`;
    case "dot":
      return `${y}.${m}.${d}`;
    case "dotPadded":
      return `${y}.${two(m)}.${two(d)}`;
    case "slash":
      return `${y}/${m}/${d}`;
    case "packed":
      return `${y}${two(m)}${two(d)}`;
    case "zh":
      return `${y}\u5E74${m}\u6708${d}\u65E5`;
    case "short":
      return `${two(y % 100)}.${m}.${d}`;
    case "han":
      return `${[...String(y)].map((c) => HAN[Number(c)]).join("")}\u5E74${hanNumber(m)}\u6708${hanNumber(d)}\u65E5`;
    case "monthDay":
      return `${m}.${d}`;
  }
}
function showYearMonth(date, style2) {
  const { y, m } = ymd(date);
  switch (style2) {
    case "iso":
      return `${y}-${two(m)}`;
    case "packed":
      return `${y}${two(m)}`;
    case "slash":
      return `${y}/${m}`;
    case "zh":
    case "han":
      return `${y}\u5E74${m}\u6708`;
    default:
      return `${y}.${m}`;
  }
}

// test/support/township/words.ts
var HEADINGS = {
  seq: ["\u5E8F\u53F7", "\u7F16\u53F7", "No"],
  village: ["\u6751\u540D", "\u884C\u653F\u6751", "\u6751", "\u6240\u5C5E\u533A\u57DF", "\u6751(\u5C45)", "\u5355\u4F4D"],
  group: ["\u7EC4\u522B", "\u7EC4", "\u6751\u6C11\u5C0F\u7EC4", "\u7EC4\u53F7", "\u5C0F\u7EC4"],
  householdCode: ["\u6237\u7F16\u7801", "\u6237\u53E3\u7F16\u7801", "\u6237\u53E3\u7F16\u53F7", "\u6237\u7F16\u53F7", "\u6237\u53F7"],
  personCode: ["\u80B2\u9F84\u5987\u5973\u7F16\u7801", "\u4EBA\u5458\u7F16\u53F7", "\u5987\u5973\u7F16\u7801", "\u4E2A\u6848\u7F16\u53F7"],
  name: ["\u5987\u5973\u59D3\u540D", "\u59D3\u540D", "\u80B2\u5987\u59D3\u540D", "\u80B2\u9F84\u5987\u5973\u59D3\u540D", "\u5973\u65B9\u59D3\u540D", "\u59BB\u5B50\u59D3\u540D"],
  idNumber: ["\u8EAB\u4EFD\u8BC1\u53F7\u7801", "\u8EAB\u4EFD\u8BC1\u53F7", "\u516C\u6C11\u8EAB\u4EFD\u8BC1\u53F7", "\u516C\u6C11\u8EAB\u4EFD\u53F7\u7801", "\u8EAB\u4EFD\u8BC1", "\u8EAB\u4EFD\u8BC1\u4EF6\u53F7\u7801"],
  sex: ["\u6027\u522B", "\u7537/\u5973"],
  birthDate: ["\u51FA\u751F\u5E74\u6708", "\u51FA\u751F\u65E5\u671F", "\u51FA\u751F\u5E74\u6708\u65E5", "\u51FA\u751F\u65F6\u95F4", "\u751F\u65E5"],
  age: ["\u5E74\u9F84", "\u5468\u5C81"],
  nation: ["\u6C11\u65CF", "\u65CF\u522B"],
  education: ["\u6587\u5316\u7A0B\u5EA6", "\u5B66\u5386"],
  householdRegistration: ["\u6237\u53E3\u6027\u8D28", "\u6237\u7C4D\u6027\u8D28", "\u6237\u53E3\u7C7B\u578B", "\u519C\u4E1A/\u975E\u519C"],
  maritalStatus: ["\u5A5A\u59FB\u72B6\u51B5", "\u5A5A\u59FB\u72B6\u6001", "\u5A5A\u59FB\u60C5\u51B5", "\u5A5A\u51B5"],
  marriageDate: ["\u521D\u5A5A\u65E5\u671F", "\u521D\u5A5A\u65F6\u95F4", "\u7ED3\u5A5A\u65F6\u95F4", "\u7ED3\u5A5A\u767B\u8BB0\u65E5\u671F", "\u7ED3\u5A5A\u65E5\u671F"],
  marriageChangeDate: ["\u5A5A\u53D8\u65E5\u671F", "\u5A5A\u59FB\u53D8\u52A8\u65E5\u671F", "\u6700\u8FD1\u5A5A\u59FB\u53D8\u52A8\u65E5\u671F"],
  spouseName: ["\u4E08\u592B\u59D3\u540D", "\u914D\u5076\u59D3\u540D", "\u7537\u65B9\u59D3\u540D", "\u7231\u4EBA\u59D3\u540D"],
  spouseIdNumber: ["\u4E08\u592B\u8EAB\u4EFD\u8BC1\u53F7", "\u914D\u5076\u8EAB\u4EFD\u8BC1\u53F7\u7801", "\u7537\u65B9\u8EAB\u4EFD\u8BC1"],
  children: ["\u5B50\u5973\u6570", "\u73B0\u6709\u5B50\u5973\u6570", "\u73B0\u6709\u5B69\u5B50\u6570", "\u73B0\u5B58\u5B50\u5973", "\u5B69\u5B50\u6570"],
  boys: ["\u7537\u5B69\u6570", "\u7537\u5B69"],
  girls: ["\u5973\u5B69\u6570", "\u5973\u5B69"],
  childNumber: ["\u5B69\u6B21"],
  childName: ["\u5B69\u5B50\u59D3\u540D", "\u5B50\u5973\u59D3\u540D", "\u5C0F\u5B69\u59D3\u540D"],
  childSex: ["\u6027\u522B", "\u5C0F\u5B69\u6027\u522B"],
  childBirth: ["\u51FA\u751F\u5E74\u6708", "\u51FA\u751F\u65E5\u671F", "\u5B50\u5973\u51FA\u751F\u65E5\u671F"],
  lastChildBirth: ["\u6700\u5C0F\u5B69\u51FA\u751F\u65E5\u671F", "\u672B\u5B69\u51FA\u751F\u65E5\u671F"],
  method: ["\u907F\u5B55\u8282\u80B2\u63AA\u65BD", "\u8282\u80B2\u63AA\u65BD", "\u907F\u5B55\u63AA\u65BD", "\u907F\u5B55\u65B9\u6CD5", "\u8282\u80B2\u65B9\u6CD5", "\u73B0\u7528\u907F\u5B55\u65B9\u6CD5"],
  methodDate: ["\u843D\u5B9E\u63AA\u65BD\u65E5\u671F", "\u624B\u672F\u65E5\u671F", "\u63AA\u65BD\u65E5\u671F", "\u843D\u5B9E\u65F6\u95F4", "\u8282\u80B2\u65E5\u671F"],
  methodPlace: ["\u65BD\u672F\u5355\u4F4D", "\u907F\u5B55\u5B9E\u65BD\u673A\u6784", "\u624B\u672F\u5355\u4F4D"],
  methodEndDate: ["\u907F\u5B55\u7EC8\u6B62\u65E5\u671F", "\u505C\u7528\u65E5\u671F"],
  residence: ["\u5C45\u4F4F\u72B6\u51B5", "\u5C45\u4F4F\u72B6\u6001"],
  domicileType: ["\u6237\u53E3\u7C7B\u522B", "\u4EBA\u53E3\u7C7B\u522B", "\u7BA1\u7406\u7C7B\u578B"],
  endReason: ["\u6CE8\u9500\u7C7B\u522B"],
  reportMonth: ["\u6708\u4EFD", "\u62A5\u544A\u6708", "\u7EDF\u8BA1\u6708"],
  month: ["\u6708\u4EFD", "\u62A5\u544A\u6708", "\u6240\u5C5E\u671F"],
  event: ["\u53D8\u52A8\u7C7B\u578B", "\u53D8\u52A8\u60C5\u51B5", "\u53D8\u52A8\u4E8B\u7531", "\u53D8\u66F4\u7C7B\u522B", "\u4E8B\u9879"],
  eventDate: ["\u53D1\u751F\u65E5\u671F", "\u53D8\u52A8\u65E5\u671F", "\u53D1\u751F\u65F6\u95F4", "\u53D8\u66F4\u65F6\u95F4"],
  matter: ["\u53CD\u9988\u4E8B\u9879", "\u670D\u52A1\u5185\u5BB9"],
  matterDate: ["\u53CD\u9988\u65E5\u671F", "\u5E94\u529E\u65E5\u671F"],
  matterState: ["\u843D\u5B9E\u60C5\u51B5"],
  doneDate: ["\u843D\u5B9E\u65E5\u671F"],
  whyUndone: ["\u672A\u843D\u5B9E\u539F\u56E0"],
  round: ["\u8F6E\u6B21", "\u671F\u6B21"],
  checkDate: ["\u68C0\u67E5\u65E5\u671F", "\u5B55\u68C0\u65E5\u671F", "\u53CC\u67E5\u65F6\u95F4", "\u68C0\u67E5\u65F6\u95F4"],
  checkType: ["\u67E5\u73AF\u67E5\u5B55\u7C7B\u578B"],
  ring: ["\u73AF\u60C5"],
  checkedBy: ["\u68C0\u67E5\u4EBA", "\u533B\u751F\u7B7E\u540D"],
  item: ["\u836F\u5177\u540D\u79F0", "\u54C1\u540D", "\u54C1\u79CD"],
  specification: ["\u89C4\u683C", "\u89C4\u683C\u578B\u53F7", "\u578B\u53F7"],
  unit: ["\u5355\u4F4D", "\u8BA1\u91CF\u5355\u4F4D"],
  quantity: ["\u6570\u91CF", "\u53D1\u653E\u6570\u91CF", "\u9886\u53D6\u6570\u91CF"],
  issueDate: ["\u53D1\u653E\u65E5\u671F", "\u9886\u53D6\u65E5\u671F"],
  batch: ["\u6279\u53F7"],
  expiry: ["\u6709\u6548\u671F"],
  signed: ["\u9886\u53D6\u4EBA\u7B7E\u540D"],
  issuer: ["\u53D1\u653E\u4EBA"],
  opening: ["\u4E0A\u6708\u7ED3\u5B58", "\u671F\u521D\u7ED3\u5B58", "\u4E0A\u671F\u7ED3\u5B58"],
  received: ["\u672C\u6708\u9886\u5165", "\u9886\u5165", "\u8C03\u5165"],
  issued: ["\u672C\u6708\u53D1\u653E", "\u53D1\u653E", "\u53D1\u51FA"],
  lost: ["\u62A5\u635F", "\u62A5\u5E9F"],
  closing: ["\u672C\u6708\u7ED3\u5B58", "\u671F\u672B\u7ED3\u5B58"],
  users: ["\u4F7F\u7528\u4EBA\u6570", "\u7528\u836F\u4EBA\u6570"],
  outDate: ["\u6D41\u51FA\u65E5\u671F", "\u5916\u51FA\u65F6\u95F4", "\u6D41\u51FA\u65F6\u95F4"],
  backDate: ["\u6D41\u56DE\u5E74\u6708", "\u8FD4\u4E61\u65E5\u671F", "\u8FD4\u56DE\u65F6\u95F4"],
  inDate: ["\u6D41\u5165\u65E5\u671F", "\u6D41\u5165\u65F6\u95F4"],
  destination: ["\u6D41\u5165\u5730", "\u5916\u51FA\u5730\u5740", "\u6D41\u51FA\u5730\u5740", "\u53BB\u5411"],
  origin: ["\u6237\u7C4D\u5730"],
  flowType: ["\u6D41\u52A8\u65B9\u5411", "\u6D41\u52A8\u7C7B\u578B"],
  certificate: ["\u662F\u5426\u6301\u8BC1"],
  reason: ["\u6D41\u52A8\u4E8B\u7531"],
  together: ["\u592B\u59BB\u662F\u5426\u5171\u540C\u6D41\u52A8"],
  entryDate: ["\u5F55\u5165\u65F6\u95F4"],
  summary: ["\u5185\u5BB9\u6458\u8981"],
  health: ["\u5065\u5EB7\u72B6\u51B5"],
  kinship: ["\u8840\u7F18\u5173\u7CFB"],
  relation: ["\u4E0E\u6237\u4E3B\u5173\u7CFB"],
  remark: ["\u5907\u6CE8", "\u9644\u6CE8"],
  policy: ["\u653F\u7B56\u5C5E\u6027"],
  planned: ["\u8BA1\u5212\u5185/\u8BA1\u5212\u5916"],
  fee: ["\u793E\u4F1A\u629A\u517B\u8D39"],
  pregnant: ["\u5B55\u60C5"],
  illness: ["\u67E5\u75C5\u7ED3\u679C"]
};
var OWN_HEADINGS = {
  reportSlips: { name: ["\u59D3\u540D", "\u5BF9\u8C61\u59D3\u540D", "\u5987\u5973\u59D3\u540D"], birthDate: ["\u51FA\u751F\u5E74\u6708", "\u51FA\u751F\u65E5\u671F"] },
  workHandbook: { name: ["\u59D3\u540D", "\u5BF9\u8C61\u59D3\u540D"], event: ["\u4E8B\u9879", "\u53D8\u52A8\u7C7B\u578B", "\u53D8\u52A8\u60C5\u51B5"], eventDate: ["\u53D1\u751F\u65E5\u671F", "\u53D1\u751F\u65F6\u95F4"] },
  checkupRoster: { name: ["\u59D3\u540D", "\u53D7\u68C0\u8005", "\u5987\u5973\u59D3\u540D"], method: ["\u73B0\u907F\u5B55\u63AA\u65BD", "\u907F\u5B55\u63AA\u65BD", "\u907F\u5B55\u65B9\u6CD5"] },
  suppliesLedger: { name: ["\u59D3\u540D", "\u670D\u52A1\u5BF9\u8C61", "\u9886\u7528\u4EBA\u59D3\u540D"], village: ["\u6751\u540D", "\u884C\u653F\u6751"], method: ["\u907F\u5B55\u65B9\u6CD5"] },
  suppliesReport: { village: ["\u6751\u540D", "\u884C\u653F\u6751", "\u6751"] },
  migrantRoster: { name: ["\u59D3\u540D"], lastChildBirth: ["\u6700\u5C0F\u5B69\u51FA\u751F\u65E5\u671F"] },
  feedbackSlips: { method: ["\u7CFB\u7EDF\u73B0\u72B6(\u907F\u5B55\u65B9\u6CD5)", "\u73B0\u7528\u907F\u5B55\u65B9\u6CD5", "\u907F\u5B55\u65B9\u6CD5"] }
};
var SKIPPED = /* @__PURE__ */ new Set(["policy", "planned", "fee", "pregnant", "illness"]);
var WORDS = {
  maritalStatus: { first: ["\u521D\u5A5A", "\u521D\u5A5A", "\u6709\u6548\u521D\u5A5A"], remarried: ["\u518D\u5A5A"], divorced: ["\u79BB\u5A5A", "\u79BB\u5F02"], widowed: ["\u4E27\u5076"] },
  householdRegistration: { rural: ["\u519C\u4E1A", "\u519C\u6751", "\u519C\u4E1A\u6237\u53E3"], urban: ["\u975E\u519C\u4E1A", "\u975E\u519C", "\u57CE\u9547"] },
  sex: { male: ["\u7537"], female: ["\u5973"] },
  childSex: { male: ["\u7537"], female: ["\u5973"] },
  method: {
    none: ["\u672A\u907F\u5B55", "\u65E0", "\u65E0\u63AA\u65BD"],
    iud: ["\u5BAB\u5185\u8282\u80B2\u5668", "\u4E0A\u73AF", "\u653E\u73AF", "\u5B50\u5BAB\u73AF", "\u73AF"],
    femaleSter: ["\u5973\u624E", "\u5973\u6027\u7EDD\u80B2", "\u5973\u7ED3\u624E"],
    maleSter: ["\u7537\u624E", "\u7537\u6027\u7EDD\u80B2"],
    implant: ["\u76AE\u4E0B\u57CB\u690D", "\u76AE\u57CB"],
    pill: ["\u53E3\u670D\u907F\u5B55\u836F", "\u53E3\u670D\u836F", "\u77ED\u6548\u53E3\u670D\u907F\u5B55\u836F"],
    condom: ["\u907F\u5B55\u5957", "\u5B89\u5168\u5957"],
    external: ["\u5916\u7528\u836F", "\u836F\u819C"]
  },
  residence: { resident: ["\u5E38\u4F4F"], out: ["\u6D41\u51FA"], in: ["\u6D41\u5165"], apart: ["\u4EBA\u6237\u5206\u79BB"] },
  domicileType: { fixed: ["\u56FA\u5B9A\u4EBA\u53E3", "\u56FA\u5B9A"], floating: ["\u6D41\u52A8\u4EBA\u53E3", "\u6D41\u52A8"] },
  endReason: { normal: ["\u6B63\u5E38"], movedOut: ["\u8FC1\u51FA\u6CE8\u9500", "\u8FC1\u51FA"], died: ["\u6B7B\u4EA1\u6CE8\u9500", "\u6B7B\u4EA1"], overAge: ["\u8D85\u9F84\u6CE8\u9500", "\u8D85\u9F84"] },
  event: {
    birth: ["\u51FA\u751F"],
    iud: ["\u653E\u73AF", "\u4E0A\u73AF", "\u653E\u7F6E\u5BAB\u5185\u8282\u80B2\u5668"],
    removal: ["\u53D6\u73AF"],
    femaleSter: ["\u5973\u624E", "\u5973\u6027\u7EDD\u80B2"],
    maleSter: ["\u7537\u624E", "\u7537\u6027\u7EDD\u80B2"],
    implant: ["\u76AE\u57CB", "\u76AE\u4E0B\u57CB\u690D"],
    pill: ["\u53E3\u670D\u836F", "\u53E3\u670D\u907F\u5B55\u836F"],
    condom: ["\u907F\u5B55\u5957"],
    external: ["\u5916\u7528\u836F"],
    marry: ["\u521D\u5A5A", "\u65B0\u5A5A"],
    remarry: ["\u518D\u5A5A"],
    divorce: ["\u79BB\u5A5A"],
    widow: ["\u4E27\u5076"],
    death: ["\u6B7B\u4EA1"],
    moveIn: ["\u8FC1\u5165"],
    moveOut: ["\u8FC1\u51FA"],
    flowOut: ["\u6D41\u51FA"],
    flowBack: ["\u6D41\u56DE", "\u8FD4\u4E61"],
    flowIn: ["\u6D41\u5165"]
  },
  matterState: { done: ["\u5DF2\u843D\u5B9E", "\u5DF2\u529E"], undone: ["\u672A\u843D\u5B9E"] },
  flowType: { out: ["\u6D41\u51FA"], in: ["\u6D41\u5165"] }
};
var NUMBER_CODES = {
  method: { none: "208", iud: "203", femaleSter: "202", maleSter: "201", implant: "207", pill: "204", condom: "205", external: "206" },
  maritalStatus: { first: "21", remarried: "22", divorced: "40", widowed: "30" },
  householdRegistration: { rural: "2", urban: "1" },
  endReason: { normal: "672", movedOut: "154", died: "155", overAge: "153" },
  domicileType: { fixed: "663", floating: "664" },
  sex: { male: "1", female: "2" }
};
function wording(random, choice) {
  const result = {};
  for (const [list, classes] of Object.entries(WORDS)) {
    const mine = {};
    for (const [code, words] of Object.entries(classes)) mine[code] = choice.varied ? random.pick(words) : words[0] ?? code;
    if (choice.numbers && NUMBER_CODES[list]) Object.assign(mine, NUMBER_CODES[list]);
    result[list] = mine;
  }
  const method = result["method"];
  const marital = result["maritalStatus"];
  if (choice.coarse && method && marital) {
    method["pill"] = method["condom"] = method["external"] = "\u836F\u5177";
    marital["first"] = marital["remarried"] = "\u5DF2\u5A5A";
  }
  if (choice.numbers && method && choice.varied) method["iud"] = random.pick(["203", "209", "211"]);
  return result;
}
function otherWord(list, code, now, random) {
  const others = (WORDS[list]?.[code] ?? []).filter((word) => word !== now);
  return others.length > 0 ? random.pick(others) : void 0;
}
var PINYIN = {
  personCode: "RYBH",
  village: "AREANAME",
  group: "ZB",
  householdCode: "HH",
  name: "XM",
  idNumber: "SFZH",
  birthDate: "CSRQ",
  nation: "MZ",
  education: "WHCD",
  householdRegistration: "HKXZ",
  maritalStatus: "HYZK",
  marriageDate: "CHRQ",
  marriageChangeDate: "HBRQ",
  spouseName: "NAMEH2",
  children: "CHILDNUM",
  boys: "BOYNUM",
  girls: "GIRLNUM",
  lastChildBirth: "DATEH",
  method: "BYJYCS",
  methodDate: "OPS_DATE",
  domicileType: "DOMTYPE",
  endReason: "ZXLB",
  policy: "POLICY",
  residence: "JZZK",
  remark: "REMARK"
};

// test/support/township/plan.ts
function hasField(row, field) {
  return row.plan !== null && columnOf(row.plan, row.slot, field) >= 0;
}
var cache = /* @__PURE__ */ new WeakMap();
function columnOf(plan, slot, field) {
  let known2 = cache.get(plan);
  if (!known2) {
    known2 = /* @__PURE__ */ new Map();
    plan.columns.forEach((column, at) => {
      for (const name of [column.field, ...column.also]) {
        for (const s of column.slot === 0 ? Array.from({ length: plan.slots }, (_, i) => i + 1) : [column.slot]) {
          const key = `${s}|${name}`;
          if (!known2?.has(key)) known2?.set(key, at);
        }
      }
    });
    cache.set(plan, known2);
  }
  return known2.get(`${slot}|${field}`) ?? -1;
}
var Headings = class {
  constructor(record, random, varied) {
    this.record = record;
    this.random = random;
    this.varied = varied;
  }
  record;
  random;
  varied;
  of(field) {
    const list = OWN_HEADINGS[this.record]?.[field] ?? HEADINGS[field] ?? [field];
    return this.varied ? this.random.pick(list) : list[0] ?? field;
  }
  column(field, more = {}) {
    return { field, path: [...more.group ?? [], more.heading ?? this.of(field)], slot: more.slot ?? 1, also: more.also ?? [] };
  }
  columns(fields) {
    return fields.map((field) => this.column(field));
  }
};
function shuffled(columns, random) {
  const units = [];
  for (const column of columns) {
    const before = units[units.length - 1]?.[0];
    if (before && column.path.length > 1 && before.path.length > 1 && before.path[0] === column.path[0]) units[units.length - 1]?.push(column);
    else units.push([column]);
  }
  const first = units.filter((u) => u[0]?.field === "seq" || u[0]?.field === "village");
  const last = units.filter((u) => u[0]?.field === "remark");
  const middle = units.filter((u) => !first.includes(u) && !last.includes(u));
  for (let i = 0; i + 1 < middle.length; i++) {
    if (!random.chance(0.3)) continue;
    const a = middle[i];
    middle[i] = middle[i + 1];
    middle[i + 1] = a;
  }
  return [...first, ...middle, ...last].flat();
}
function newPlan(draft) {
  const slots = draft.slots ?? 1;
  return {
    file: "",
    village: -1,
    title: [],
    unitLine: null,
    slots,
    wide: false,
    rows: Array.from({ length: slots }, () => []),
    section: null,
    totals: "none",
    subtotals: null,
    totalFields: [],
    spoiltTotal: false,
    numbered: false,
    footer: [],
    filler: 0,
    pageRows: 0,
    dittos: [],
    mergeVillage: false,
    childRows: false,
    hiddenShare: 0,
    ...draft
  };
}
function place(plan, row, slot = 1) {
  row.plan = plan;
  row.slot = slot;
  plan.rows[slot - 1]?.push(row);
}

// test/support/township/id-number.ts
var WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
function checkCharacter(first17) {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(first17[i]) * (WEIGHTS[i] ?? 0);
  return "10X98765432"[sum % 11] ?? "";
}
var two2 = (n) => n < 10 ? `0${n}` : String(n);
var IdNumbers = class {
  constructor(random) {
    this.random = random;
  }
  random;
  used = /* @__PURE__ */ new Set();
  issue(area, birth, sex) {
    const { y, m, d } = ymd(birth);
    const head = `${area}${y}${two2(m)}${two2(d)}`;
    for (; ; ) {
      const sequence = this.random.int(1, 499) * 2 - (sex === "male" ? 1 : 0);
      const first = head + String(sequence).padStart(3, "0");
      if (this.used.has(first)) continue;
      this.used.add(first);
      return first + checkCharacter(first);
    }
  }
};
function shortForm(id) {
  return id.slice(0, 6) + id.slice(8, 17);
}
var SHARED = [4, 5, 8, 9, 10, 11, 12, 13, 14, 15];
function wrongDigit(id, random) {
  for (; ; ) {
    const at = random.pick(SHARED);
    const digit = (Number(id[at]) + random.int(1, 9)) % 10;
    const wrong = id.slice(0, at) + String(digit) + id.slice(at + 1);
    if (wrong !== id && possible(wrong)) return wrong;
  }
}
function swappedDigits(id, random) {
  for (const at of random.shuffle([4, 8, 10, 12, 14, 15])) {
    const wrong = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2);
    if (wrong !== id && possible(wrong)) return wrong;
  }
  return void 0;
}
function possible(id) {
  const month = Number(id.slice(10, 12));
  const day = Number(id.slice(12, 14));
  return month >= 1 && month <= 12 && day >= 1 && day <= 28;
}
function wrongCheck(id, random) {
  const right = id[17];
  for (; ; ) {
    const c = random.pick([..."0123456789X"]);
    if (c !== right) return id.slice(0, 17) + c;
  }
}

// test/support/township/names.ts
var SURNAMES = [..."\u738B\u674E\u5F20\u5218\u9648\u6768\u9EC4\u8D75\u5434\u5468\u5F90\u5B59\u9A6C\u6731\u80E1\u90ED\u4F55\u9AD8\u6797\u7F57\u90D1\u6881\u8C22\u5B8B\u5510\u8BB8\u97E9\u51AF\u9093\u66F9\u5F6D\u66FE\u8096\u7530\u8463\u8881\u6F58\u4E8E\u848B\u8521\u4F59\u675C\u53F6\u7A0B\u82CF\u9B4F\u5415\u4E01\u4EFB\u6C88\u59DA\u5362\u59DC\u5D14\u949F\u8C2D\u9646\u6C6A\u8303\u91D1\u77F3\u5ED6\u8D3E\u590F\u97E6\u4ED8\u65B9\u767D\u90B9\u5B5F\u718A\u79E6\u90B1\u6C5F\u5C39\u859B\u95EB\u6BB5\u96F7\u4FAF\u9F99\u53F2\u9676\u9ECE\u8D3A\u987E\u6BDB\u90DD\u9F9A\u90B5\u4E07\u94B1\u4E25\u6B66\u6234\u83AB\u5B54\u5411\u6C64", "\u6B27\u9633"];
var FEMALE = {
  50: ["\u79C0\u6842\u7389\u6DD1\u51E4\u5170\u7D20\u6625\u83CA\u6708\u91D1\u7FE0\u94F6\u5F69\u83B2", "\u82F1\u73CD\u5170\u83B2\u6885\u534E\u829D\u4E91\u82B3\u9999\u5A25\u8363\u6E05\u679D\u79C0"],
  60: ["\u79C0\u6842\u7389\u6625\u4E3D\u5C0F\u5EFA\u7EA2\u7F8E\u7231\u91D1\u7FE0\u96EA\u6587\u56FD", "\u82F1\u5170\u82B3\u6885\u534E\u9999\u73CD\u971E\u4E91\u840D\u7434\u73B2\u5E73\u73E0\u8FDE\u82AC"],
  70: ["\u4E3D\u5C0F\u6625\u6D77\u7EA2\u6653\u8273\u6587\u96EA\u51AC\u79CB\u5EFA\u7389\u7F8E\u7231", "\u82B3\u971E\u7EA2\u6885\u8273\u71D5\u840D\u73B2\u5A1F\u4E3D\u654F\u7434\u4E91\u82F1\u8F89\u971E"],
  80: ["\u4E3D\u6653\u5A77\u96EA\u6D77\u5C0F\u6587\u9759\u4F73\u7389\u601D\u6167\u6625\u8273\u5029", "\u5A1F\u71D5\u4E3D\u971E\u82B3\u9759\u73B2\u5A77\u654F\u8273\u5A1C\u840D\u8389\u7433\u82B1"]
};
var FEMALE_SINGLE = [..."\u82B3\u4E3D\u654F\u9759\u8273\u71D5\u971E\u7EA2\u6885\u5A1F\u840D\u73B2\u7434\u6167\u5A1C\u5E73\u82AC\u4E91\u5170"];
var MALE = ["\u5EFA\u56FD\u5FD7\u6587\u660E\u6C38\u5FB7\u6D77\u5C0F\u5149\u4E16\u5C11\u6B63\u65B0\u6625\u91D1\u536B\u7389\u53CB\u957F", "\u534E\u519B\u660E\u5E73\u56FD\u5F3A\u6797\u751F\u8F89\u52C7\u4F1F\u5FE0\u7965\u5BCC\u6C11\u677E\u826F\u6E05\u6839\u5175"];
var MALE_SINGLE = [..."\u519B\u52C7\u4F1F\u5F3A\u521A\u5E73\u8F89\u658C\u5CF0\u6797\u6CE2\u6D9B\u534E\u5175\u660E"];
var COMMON = ["\u738B\u79C0\u82F1", "\u674E\u6842\u82F1", "\u5F20\u79C0\u5170", "\u5218\u7389\u5170", "\u9648\u6625\u6885", "\u738B\u4E3D", "\u674E\u5C0F\u7EA2", "\u5F20\u8273", "\u5218\u82B3", "\u9648\u5C0F\u82F1"];
var CHILD_FIRST = "\u5B50\u601D\u4F73\u6587\u6D69\u5B87\u6668\u4FCA\u6893\u6B23\u96E8\u5609\u5FD7\u5A77\u96C5\u68A6\u7D2B\u535A";
var CHILD_LAST = "\u8C6A\u8F69\u6021\u6DB5\u6770\u742A\u5B87\u946B\u7476\u8F89\u5A77\u598D\u658C\u8431\u9633\u96EF";
var letters = (text, random) => random.pick([...text]);
function femaleName(surname, birthYear, random) {
  if (random.chance(8e-3)) return random.pick(COMMON);
  const decade = Math.min(80, Math.max(50, Math.floor(birthYear % 100 / 10) * 10));
  if (random.chance(0.1)) return surname + random.pick(FEMALE_SINGLE);
  const [first, last] = FEMALE[decade] ?? ["\u79C0", "\u82F1"];
  for (; ; ) {
    const a = letters(first, random);
    const b = random.chance(0.6) ? letters(last, random) : letters(FEMALE[random.pick([50, 60, 70, 80])]?.[1] ?? last, random);
    if (a !== b) return surname + a + b;
  }
}
function maleName(surname, random) {
  if (random.chance(0.12)) return surname + random.pick(MALE_SINGLE);
  for (; ; ) {
    const a = letters(MALE[0], random);
    const b = letters(MALE[1], random);
    if (a !== b) return surname + a + b;
  }
}
function childName(father, random) {
  const surname = father.startsWith("\u6B27\u9633") ? "\u6B27\u9633" : father.slice(0, 1);
  return surname + letters(CHILD_FIRST, random) + (random.chance(0.8) ? letters(CHILD_LAST, random) : "");
}
var HOMOPHONES = {
  \u82F1: "\u745B",
  \u5170: "\u5C9A",
  \u82B3: "\u65B9",
  \u971E: "\u4FA0",
  \u6885: "\u679A",
  \u7EA2: "\u6D2A",
  \u4E3D: "\u8389",
  \u8273: "\u5F66",
  \u71D5: "\u8273",
  \u5A1F: "\u6350",
  \u840D: "\u5E73",
  \u73B2: "\u94C3",
  \u534E: "\u82B1",
  \u73CD: "\u771F",
  \u7434: "\u52E4",
  \u79C0: "\u7EE3",
  \u5EFA: "\u5065",
  \u5C0F: "\u6653",
  \u660E: "\u540D",
  \u519B: "\u541B",
  \u56FD: "\u679C",
  \u5E73: "\u840D",
  \u4E91: "\u82B8",
  \u5A25: "\u9E45",
  \u9999: "\u6E58",
  \u8363: "\u5BB9",
  \u8F89: "\u6656",
  \u5F3A: "\u5899",
  \u6797: "\u9716",
  \u751F: "\u5347",
  \u4F1F: "\u73AE",
  \u5FE0: "\u4E2D",
  \u6587: "\u7EB9",
  \u5FD7: "\u667A",
  \u5FB7: "\u5F97",
  \u9759: "\u5A67",
  \u654F: "\u95FD",
  \u5A77: "\u4EAD",
  \u83B2: "\u8FDE",
  \u8FDE: "\u83B2",
  \u679D: "\u829D",
  \u829D: "\u679D",
  \u6E05: "\u9752",
  \u73E0: "\u6731",
  \u82AC: "\u7EB7",
  \u52C7: "\u6C38",
  \u7965: "\u7FD4",
  \u5BCC: "\u798F",
  \u6C11: "\u654F",
  \u826F: "\u7CAE",
  \u6839: "\u8DDF",
  \u5175: "\u51B0",
  \u82B1: "\u534E",
  \u8389: "\u5229",
  \u7433: "\u6797",
  \u6167: "\u60E0",
  \u5A1C: "\u7EB3",
  \u677E: "\u6DDE",
  \u521A: "\u94A2",
  \u6CE2: "\u64AD",
  \u5CF0: "\u950B"
};
var LOOKALIKES = {
  \u82AC: "\u82B3",
  \u6885: "\u6D77",
  \u5A25: "\u4FC4",
  \u7389: "\u738B",
  \u5170: "\u4E09",
  \u6625: "\u8202",
  \u6708: "\u7528",
  \u7D20: "\u7D22",
  \u6DD1: "\u6912",
  \u79CB: "\u79E7",
  \u51AC: "\u5404",
  \u7F8E: "\u7FA1",
  \u83CA: "\u63AC",
  \u5F69: "\u91C7",
  \u73CD: "\u73E0",
  \u660E: "\u670B",
  \u6C38: "\u6C34",
  \u53CB: "\u53D1",
  \u957F: "\u6C0F",
  \u5149: "\u5148",
  \u65B0: "\u6790",
  \u6587: "\u4EA4",
  \u5C11: "\u6B65",
  \u96EA: "\u96F7",
  \u5029: "\u60C5",
  \u4F73: "\u4F4F",
  \u7434: "\u7439",
  \u5A77: "\u505C",
  \u8F89: "\u6325",
  \u4F1F: "\u7EAC"
};
var TRADITIONAL = {
  \u5170: "\u862D",
  \u4E3D: "\u9E97",
  \u534E: "\u83EF",
  \u51E4: "\u9CF3",
  \u83B2: "\u84EE",
  \u5F20: "\u5F35",
  \u9648: "\u9673",
  \u5218: "\u5289",
  \u9EC4: "\u9EC3",
  \u6768: "\u694A",
  \u8D75: "\u8D99",
  \u5434: "\u5433",
  \u5B59: "\u5B6B",
  \u9A6C: "\u99AC",
  \u90D1: "\u912D",
  \u7F57: "\u7F85",
  \u8C22: "\u8B1D",
  \u8BB8: "\u8A31",
  \u97E9: "\u97D3",
  \u9093: "\u9127",
  \u949F: "\u9418",
  \u8C2D: "\u8B5A",
  \u9646: "\u9678",
  \u56FD: "\u570B",
  \u519B: "\u8ECD",
  \u4F1F: "\u5049",
  \u5F3A: "\u5F37",
  \u7EA2: "\u7D05",
  \u7231: "\u611B",
  \u94F6: "\u9280",
  \u82B8: "\u8553",
  \u8F89: "\u8F1D",
  \u9759: "\u975C",
  \u5A34: "\u5AFB",
  \u4E91: "\u96F2",
  \u8363: "\u69AE",
  \u8FDE: "\u9023",
  \u957F: "\u9577",
  \u8D24: "\u8CE2",
  \u9F99: "\u9F8D",
  \u51AF: "\u99AE",
  \u848B: "\u8523",
  \u53F6: "\u8449",
  \u82CF: "\u8607",
  \u5362: "\u76E7",
  \u8D3A: "\u8CC0",
  \u90B9: "\u9112"
};
function misspelt(name, how, random) {
  const table = how === "sound" ? HOMOPHONES : LOOKALIKES;
  const characters = [...name];
  for (let i = characters.length - 1; i >= 1; i--) {
    if (i > 1 && random.chance(0.3)) continue;
    const other = table[characters[i] ?? ""];
    if (other === void 0) continue;
    const wrong = [...characters];
    wrong[i] = other;
    const text = wrong.join("");
    if (text !== name) return text;
  }
  return void 0;
}
function traditional(name) {
  return [...name].map((c) => TRADITIONAL[c] ?? c).join("");
}
var VILLAGES = [
  "\u65B0\u5858",
  "\u6A2A\u5CAD",
  "\u77F3\u6865",
  "\u5927\u5C4B",
  "\u6E05\u6C34",
  "\u9F99\u6F6D",
  "\u6A1F\u6811",
  "\u767D\u9A6C",
  "\u6708\u5F62",
  "\u9AD8\u6865",
  "\u67AB\u6811",
  "\u53CC\u6C5F",
  "\u4ED9\u5EBE",
  "\u9EC4\u6CE5",
  "\u8336\u4EAD",
  "\u6850\u6893",
  "\u6885\u6797",
  "\u957F\u51B2",
  "\u91D1\u94A9",
  "\u592A\u5E73",
  "\u6749\u6728",
  "\u7AF9\u5C71",
  "\u82B1\u56ED",
  "\u7EA2\u65D7",
  "\u660E\u7167",
  "\u6D41\u82B3",
  "\u5B8B\u5BB6",
  "\u5929\u53F0",
  "\u4E91\u5CF0",
  "\u8377\u53F6",
  "\u677F\u6865",
  "\u5357\u51B2",
  "\u4E1C\u5CB8",
  "\u77F3\u575D",
  "\u5CAD\u4E0B",
  "\u67D8\u5858",
  "\u53E4\u5858",
  "\u677E\u67CF",
  "\u754C\u724C",
  "\u9EBB\u56ED"
];
function villageName(index) {
  const base2 = VILLAGES[index % VILLAGES.length] ?? "\u65B0\u5858";
  const turn = Math.floor(index / VILLAGES.length);
  return `${turn === 0 ? "" : [..."\u4E0A\u4E0B\u524D\u540E\u4E1C\u897F\u5357\u5317\u4E2D\u5916"][(turn - 1) % 10] ?? ""}${turn > 10 ? [..."\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341"][Math.floor((turn - 1) / 10) % 10] ?? "" : ""}${base2}\u6751`;
}

// test/support/township/types.ts
var RECORDS = [
  "handLedger",
  "reportSlips",
  "workHandbook",
  "electronicLedger",
  "feedbackSlips",
  "checkupRoster",
  "suppliesLedger",
  "suppliesReport",
  "migrantRoster"
];
var SKIP_MARKER = "\u52FF\u8BFB\u6807\u8BB0";

// test/support/township/writing.ts
var DATE_FIELDS = /* @__PURE__ */ new Set([
  "birthDate",
  "marriageDate",
  "marriageChangeDate",
  "lastChildBirth",
  "methodDate",
  "eventDate",
  "matterDate",
  "doneDate",
  "checkDate",
  "issueDate",
  "outDate",
  "backDate",
  "inDate",
  "childBirth",
  "childBirth#1",
  "childBirth#2",
  "childBirth#3"
]);
var NAME_FIELDS = /* @__PURE__ */ new Set(["name", "spouseName"]);
var ID_FIELDS = /* @__PURE__ */ new Set(["idNumber", "spouseIdNumber"]);
var FULL = "\uFF10\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18\uFF19";
var fullWidth = (text) => text.replace(/[0-9]/g, (d) => FULL[Number(d)] ?? d);
function dateCell(date, style2) {
  return { kind: "date", value: date, shown: showDay(date, style2.date === "packed" || style2.date === "short" ? "iso" : style2.date) };
}
function writeDate(field, date, style2, deviation) {
  if (style2.yearMonth.has(field)) return showYearMonth(date, deviation ? deviation.random.pick(DAY_STYLES) : style2.date);
  if (deviation) {
    const { random } = deviation;
    const roll = random.next();
    if (roll < 0.2) return { kind: "date", value: date, shown: showDay(date, random.pick(["iso", "slash"])) };
    if (roll < 0.3) return Number(showDay(date, "packed"));
    if (roll < 0.4) return fullWidth(showDay(date, "dot"));
    if (roll < 0.45) return showDay(date, "han");
    if (roll < 0.55 && ymd(date).y > 1949) return showDay(date, "short");
    return showDay(date, random.pick(DAY_STYLES));
  }
  if ((field === "eventDate" || field === "childBirth") && style2.headingYear === ymd(date).y) return showDay(date, "monthDay");
  return style2.dateCells ? dateCell(date, style2) : showDay(date, style2.date);
}
function writeName(name, deviation) {
  if (!deviation) return name;
  const { random } = deviation;
  const roll = random.next();
  if (roll < 0.35) return name.length === 2 ? `${name[0]} ${name[1]}` : [...name].join(" ");
  if (roll < 0.55) return name.length === 2 ? `${name[0]}\u3000${name[1]}` : ` ${name}`;
  const other = traditional(name);
  return other === name ? `${name} ` : other;
}
function writeId(id, deviation) {
  if (!deviation) return id;
  const { random } = deviation;
  const roll = random.next();
  if (roll < 0.5 && id.slice(6, 8) === "19") return shortForm(id);
  if (roll < 0.7) return id.replace("X", "x");
  if (roll < 0.85) return fullWidth(id);
  return `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`;
}
var base = (field) => {
  const at = field.indexOf("#");
  return at < 0 ? field : field.slice(0, at);
};
function writeValue(row, field, value, style2, deviation) {
  if (SKIPPED.has(field)) return typeof value === "string" ? value : `${SKIP_MARKER}${row.person % 90 + 10}`;
  if (value === null || value === void 0) return null;
  if (typeof value === "object") return value.raw;
  const odd = deviation?.fields.has(field) ? deviation : null;
  if (typeof value === "number") {
    if (DATE_FIELDS.has(field)) return writeDate(field, value, style2, odd);
    if (field === "month" || field === "reportMonth") return isoMonth(value);
    if (field === "children" && style2.countWords) {
      const boys = Number(row.values["boys"] ?? 0);
      const girls = Number(row.values["girls"] ?? 0);
      return value === 0 ? 0 : `${boys ? `${boys}\u7537` : ""}${girls ? `${girls}\u5973` : ""}`;
    }
    return odd && (field === "children" || field === "group") ? fullWidth(String(value)) : value;
  }
  if (NAME_FIELDS.has(field)) return writeName(value, odd);
  if (ID_FIELDS.has(field)) return writeId(value, odd);
  const list = base(field);
  const words = style2.words[list];
  if (words) {
    const word = words[value] ?? value;
    if (odd) {
      const other = otherWord(list, value, word, odd.random);
      if (other !== void 0 && word !== "\u836F\u5177" && word !== "\u5DF2\u5A5A") return other;
    }
    return style2.numericCodes && /^\d+$/.test(word) ? Number(word) : word;
  }
  return value;
}
var USUAL = ["name", "idNumber", "birthDate", "spouseName", "methodDate", "method", "marriageDate", "lastChildBirth", "householdRegistration", "eventDate", "event", "group", "issueDate", "checkDate"];
function deviationOf(row, plan, noise, random) {
  if (noise === "none" || row.plain || row.person < 0 || !random.chance(noise === "usual" ? 0.1 : 0.2)) return null;
  const fields = /* @__PURE__ */ new Set();
  const possible2 = USUAL.filter((f) => row.values[f] !== void 0 && row.values[f] !== null && typeof row.values[f] !== "object" && plan.columns.some((c) => c.field === f));
  if (possible2.length === 0) return null;
  fields.add(random.pick(possible2));
  if (random.chance(0.4)) fields.add(random.pick(possible2));
  return { fields, random };
}
function damage(row, random) {
  if (row.plain || row.person < 0) return;
  const { values } = row;
  const can = ["name", "idNumber", "birthDate", "spouseName", "householdCode", "group"].filter((f) => typeof values[f] === "string" || typeof values[f] === "number");
  random.shuffle(can);
  for (const field of can.slice(0, 2)) {
    const value = values[field];
    if (field === "name" || field === "spouseName") {
      const name = String(value);
      values[field] = misspelt(name, random.chance(0.6) ? "sound" : "shape", random) ?? (random.chance(0.5) ? null : name.slice(0, -1) + "\u67D0");
    } else if (field === "idNumber") {
      const id = String(value);
      const roll = random.next();
      values[field] = roll < 0.4 ? wrongDigit(id, random) : roll < 0.6 ? null : roll < 0.8 ? id.slice(0, 14) : { raw: Number(`${id.slice(0, 15)}000`) };
    } else if (field === "birthDate") {
      const { y, m, d } = ymd(Number(value));
      const roll = random.next();
      values[field] = roll < 0.3 ? Number(value) + random.pick([-30, -10, -1, 1, 10, 30]) : roll < 0.6 ? { raw: `${y}.${m}` } : roll < 0.8 ? { raw: `${y}-${d <= 12 ? d : m}-${d <= 12 ? m : d}` } : null;
    } else values[field] = null;
  }
}

// test/support/township/layout.ts
function columnName(column) {
  let name = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + (n - 1) % 26) + name;
  return name;
}
function addressOf(row, field) {
  if (!row.plan || row.at < 0) return null;
  const column = columnOf(row.plan, row.slot, field);
  if (column < 0) return null;
  let at = row.moved?.get(field) ?? row.at;
  const child = /#(\d)$/.exec(field);
  if (child && row.plan.childRows) at = row.at + Number(child[1]) - 1;
  return columnName(column) + String(at + 1);
}
var Layout = class {
  constructor(plan, context) {
    this.plan = plan;
    this.context = context;
    this.width = plan.columns.length;
  }
  plan;
  context;
  rows = [];
  merges = [];
  hidden = [];
  people = [];
  width;
  number = 0;
  written = 0;
  run() {
    const { plan } = this;
    for (const line of plan.title) this.banner(line);
    if (plan.unitLine) {
      const line = new Array(this.width).fill(null);
      line[0] = plan.unitLine[0];
      if (plan.unitLine[1]) line[Math.max(1, this.width - 2)] = plan.unitLine[1];
      this.push(line);
    }
    this.heading();
    const lines = this.lines();
    if (plan.totals === "first") this.total("\u5408\u8BA1", lines.flat());
    this.body(lines);
    if (plan.totals === "last") this.total("\u5408\u8BA1", lines.flat());
    for (let i = 0; i < plan.filler; i++) this.push(new Array(this.width).fill(null));
    for (const line of plan.footer) this.push([line]);
    return {
      file: plan.file,
      sheet: plan.name,
      record: plan.record,
      rows: this.rows,
      columnCount: this.width,
      merges: this.merges,
      hiddenRows: this.hidden,
      people: Int32Array.from({ length: this.rows.length }, (_, i) => this.people[i] ?? -1)
    };
  }
  push(cells) {
    this.rows.push(cells);
    return this.rows.length - 1;
  }
  banner(text) {
    const at = this.push([text]);
    if (this.width > 1) this.merges.push({ top: at, left: 0, bottom: at, right: this.width - 1 });
  }
  heading() {
    const { columns, numbered } = this.plan;
    const depth = Math.max(...columns.map((c) => c.path.length));
    const top = this.rows.length;
    for (let level = 0; level < depth; level++) this.push(new Array(this.width).fill(null));
    const put = (row, column, text) => {
      const cells = this.rows[row];
      if (cells) cells[column] = text;
    };
    for (let c = 0; c < columns.length; c++) {
      const path = columns[c]?.path ?? [];
      for (let level = 0; level < path.length - 1; level++) {
        const same = (o) => {
          const other = columns[o]?.path;
          return other !== void 0 && other.length > level + 1 && other.slice(0, level + 1).join("/") === path.slice(0, level + 1).join("/") && columns[o]?.slot === columns[c]?.slot;
        };
        if (c > 0 && same(c - 1)) continue;
        let right = c;
        while (right + 1 < columns.length && same(right + 1)) right++;
        put(top + level, c, path[level] ?? "");
        if (right > c) this.merges.push({ top: top + level, left: c, bottom: top + level, right });
      }
      const leaf = path.length - 1;
      put(top + leaf, c, path[leaf] ?? "");
      if (leaf < depth - 1) this.merges.push({ top: top + leaf, left: c, bottom: top + depth - 1, right: c });
    }
    if (numbered) this.push(columns.map((_, i) => i + 1));
  }
  /** The rows of the sheet, each line with one row per block (null: the block has ended). */
  lines() {
    const { plan } = this;
    const live = plan.rows.map((rows) => rows.filter((row) => !row.deleted));
    if (!plan.wide) {
      const length = live.reduce((most, rows) => Math.max(most, rows.length), 0);
      return Array.from({ length }, (_, i) => live.map((rows) => rows[i] ?? null));
    }
    const byKey = /* @__PURE__ */ new Map();
    live.forEach((rows, slot) => {
      for (const row of rows) {
        const key = row.person >= 0 ? `${row.village}|${row.person}` : `${row.village}|${row.part}`;
        let line = byKey.get(key);
        if (!line || line[slot]) byKey.set(line ? `${key}|${byKey.size}` : key, line = live.map(() => null));
        line[slot] = row;
      }
    });
    return [...byKey.values()].sort((a, b) => (a.find(Boolean)?.village ?? 0) - (b.find(Boolean)?.village ?? 0));
  }
  body(lines) {
    const { plan } = this;
    let group = [];
    let before = null;
    let section = "";
    let merging = { value: "", top: -1 };
    for (const line of lines) {
      const first = line.find((row) => row !== null) ?? null;
      const key = this.sectionKey(first);
      const cut = this.subtotalKey(first) !== this.subtotalKey(group.find((row) => row !== null) ?? first);
      if (cut) {
        this.total("\u5C0F\u8BA1", group);
        group = [];
        before = null;
      }
      if (plan.section && key !== section) {
        section = key;
        this.banner(key);
        before = null;
      }
      if (plan.pageRows > 0 && this.written > 0 && this.written % plan.pageRows === 0) {
        for (let i = 0; i < 2; i++) this.push(new Array(this.width).fill(null));
        for (const title of plan.title) this.banner(title);
        this.heading();
        before = null;
      }
      const top = this.line(line, before);
      merging = this.mergeVillage(line, top, merging, before === null);
      group.push(...line);
      before = line;
      this.written++;
    }
    if (plan.subtotals && group.length > 0) this.total("\u5C0F\u8BA1", group);
  }
  sectionKey(row) {
    if (!row || !this.plan.section) return "";
    if (this.plan.section === "village") return String(row.values["village"] ?? this.context.villageNames[row.village] ?? "");
    return `${Math.floor(row.part / 12)}\u5E74${row.part % 12 + 1}\u6708`;
  }
  subtotalKey(row) {
    if (!row || !this.plan.subtotals) return "";
    return this.plan.subtotals === "village" ? String(row.village) : this.plan.subtotals === "month" ? String(row.part) : `${String(row.values["item"])}${String(row.values["specification"])}`;
  }
  line(line, before) {
    const { plan, context } = this;
    const cells = new Array(this.width).fill(null);
    const top = this.rows.length;
    const odd = line.map((row) => row ? deviationOf(row, plan, context.noise, context.random) : null);
    this.number++;
    const first = line.find((row) => row !== null) ?? null;
    for (let c = 0; c < this.width; c++) {
      const column = plan.columns[c];
      if (!column) continue;
      const slot = column.slot === 0 ? line.findIndex((row2) => row2 !== null) : column.slot - 1;
      const row = line[slot] ?? null;
      if (!row) continue;
      if (column.field === "seq") {
        cells[c] = row.follows && !row.follows.deleted ? null : this.number;
        continue;
      }
      const field = plan.childRows && column.field.includes("#") ? `${column.field.slice(0, column.field.indexOf("#"))}#1` : column.field;
      const cell = writeValue(row, field, row.values[field], plan.style, odd[slot] ?? null);
      cells[c] = plan.dittos.includes(field) && before && this.repeats(cell, field, row, before[slot] ?? null) ? context.random.chance(0.5) ? "\u3003" : "\u540C\u4E0A" : cell;
    }
    this.push(cells);
    this.people[top] = first?.person ?? -1;
    line.forEach((row) => {
      if (row) row.at = top;
    });
    if (plan.childRows && first) this.moreChildren(first, top);
    if (plan.hiddenShare > 0 && context.random.chance(plan.hiddenShare)) this.hidden.push(top);
    return top;
  }
  repeats(cell, field, row, before) {
    if (!before || cell === null || row.plain || before.plain) return false;
    const value = row.values[field];
    return typeof value !== "object" && value === before.values[field];
  }
  /** A family over several rows: the couple's cells are merged, each child has its own row. */
  moreChildren(row, top) {
    const { plan } = this;
    let last = 1;
    for (let k = 2; k <= 3; k++) {
      if (row.values[`childName#${k}`] === void 0) break;
      last = k;
      const at = this.push(plan.columns.map((column) => {
        if (!column.field.includes("#")) return null;
        const field = `${column.field.slice(0, column.field.indexOf("#"))}#${k}`;
        return writeValue(row, field, row.values[field], plan.style, null);
      }));
      this.people[at] = row.person;
    }
    if (last === 1) return;
    plan.columns.forEach((column, c) => {
      if (!column.field.includes("#")) this.merges.push({ top, left: c, bottom: top + last - 1, right: c });
    });
  }
  /** The village's name stands once, merged over its rows. */
  mergeVillage(line, top, merging, fresh) {
    const { plan } = this;
    const row = line[0];
    if (!plan.mergeVillage || !row) return merging;
    const column = columnOf(plan, 1, "village");
    const cells = this.rows[top];
    const value = String(cells?.[column] ?? "");
    if (fresh || value !== merging.value || merging.top < 0 || row.plain) return { value, top: row.plain ? -1 : top };
    if (cells) cells[column] = null;
    const area = this.merges.findIndex((m) => m.top === merging.top && m.left === column && m.right === column);
    const next = { top: merging.top, left: column, bottom: top, right: column };
    if (area >= 0) this.merges[area] = next;
    else this.merges.push(next);
    (row.moved ??= /* @__PURE__ */ new Map()).set("village", merging.top);
    return merging;
  }
  /** What the clerk adds up is what stands on the sheet. */
  total(label, rows) {
    const { plan, context } = this;
    const cells = new Array(this.width).fill(null);
    const at = this.rows.length;
    const labelAt = plan.columns.findIndex((c) => c.field !== "seq" && !plan.totalFields.includes(c.field));
    cells[Math.max(0, plan.columns[0]?.field === "seq" ? 0 : labelAt)] = label;
    const summed = [];
    plan.columns.forEach((column, c) => {
      if (!plan.totalFields.includes(column.field)) return;
      let sum = 0;
      for (const row of rows) {
        if (!row || column.slot !== 0 && row.slot !== column.slot) continue;
        const value = row.values[column.field];
        const number = value !== null && typeof value === "object" ? value.raw : value;
        if (typeof number === "number") sum += number;
      }
      cells[c] = sum;
      summed.push(c);
    });
    if (plan.spoiltTotal && summed.length > 0) {
      plan.spoiltTotal = false;
      const c = context.random.pick(summed);
      cells[c] = Number(cells[c]) + context.random.pick([-2, -1, 1, 2, 10]);
      const village = plan.village >= 0 ? context.villageNames[plan.village] ?? null : plan.subtotals === "village" || plan.section === "village" ? context.villageNames[rows.find((r) => r !== null)?.village ?? -1] ?? null : null;
      context.spoilt.push({ plan, row: at, column: c, field: plan.columns[c]?.field ?? "", village });
    }
    this.push(cells);
  }
};
function asOfText(date) {
  return showDay(date, "zh");
}
function filledOn(month) {
  return showDay(monthEnd(month) + 3, "zh");
}

// test/support/township/error-draft.ts
var FAMILY = {
  children: ["children", "boys", "girls"],
  boys: ["children", "boys", "girls"],
  girls: ["children", "boys", "girls"],
  lastChildBirth: ["lastChildBirth", "childBirth", "childBirth#1", "childBirth#2", "childBirth#3", "eventDate"],
  method: ["method", "event"],
  methodDate: ["methodDate", "eventDate", "doneDate"],
  maritalStatus: ["maritalStatus", "event"],
  residence: ["residence", "outDate", "backDate", "event"],
  idNumber: ["idNumber", "birthDate"],
  birthDate: ["birthDate", "idNumber"]
};
function related(field, more = []) {
  return field === null ? [...more] : [.../* @__PURE__ */ new Set([field, ...FAMILY[field] ?? [], ...more])];
}
function truthCell(row, field) {
  const address = addressOf(row, field);
  if (address === null || !row.plan) return null;
  return { record: row.record, file: row.plan.file, sheet: row.plan.name, address };
}
function cellsOf(list) {
  const seen = /* @__PURE__ */ new Set();
  const cells = [];
  for (const [row, field] of list) {
    const cell = truthCell(row, field);
    if (!cell || seen.has(`${cell.sheet}!${cell.address}`)) continue;
    seen.add(`${cell.sheet}!${cell.address}`);
    cells.push(cell);
  }
  return cells;
}
function toTruth(draft, id, books, villages) {
  const fields = draft.fields ?? related(draft.field);
  const any = [...draft.anyOf ?? []];
  if (draft.person !== void 0) {
    const naming = draft.kind === "missing" || draft.kind === "ended" || draft.kind === "duplicate" || draft.kind === "invalid";
    for (const row of books.about(draft.person)) for (const field of naming ? ["name", "idNumber", ...fields] : fields) any.push([row, field]);
  }
  const cells = cellsOf(draft.cells);
  const own = new Set(cells.map((c) => `${c.sheet}!${c.address}`));
  return {
    id,
    recipe: draft.recipe,
    kind: draft.kind,
    kinds: draft.kinds ?? [draft.kind],
    check: draft.check,
    checks: draft.checks ?? [draft.check, "consensus"],
    field: draft.field,
    fields,
    village: villages[draft.village] ?? null,
    record: draft.record,
    scope: draft.scope ?? "person",
    absentFrom: draft.absentFrom ?? null,
    month: draft.month ?? null,
    cells,
    anyOf: cellsOf(any).filter((c) => !own.has(`${c.sheet}!${c.address}`)),
    suspect: draft.suspect ?? [draft.record, null],
    ambiguous: draft.ambiguous ?? false,
    pattern: draft.pattern ?? false,
    note: draft.note
  };
}

// test/support/township/error-bench.ts
var ErrorBench = class {
  constructor(written, random) {
    this.written = written;
    this.random = random;
    this.names = new Set(written.people.women.map((w) => w.name));
    for (const woman of written.people.women) {
      const hand = written.ledgers.hand[woman.n];
      const electronic = written.ledgers.electronic[woman.n];
      if (woman.role === "resident" && woman.events.length === 0 && hand && electronic && !hand.deleted && !electronic.deleted && !written.namesakes.has(woman.n)) this.quiet.push({ woman, hand, electronic });
    }
    random.shuffle(this.quiet);
  }
  written;
  random;
  drafts = [];
  quiet = [];
  cursor = { at: 0 };
  names;
  /** The next woman to whom nothing else has happened and whom the recipe suits; she is taken. */
  someone(fits, residence = "resident") {
    const { quiet, cursor } = this;
    for (let i = 0; i < quiet.length; i++) {
      const pair = quiet[(cursor.at + i) % quiet.length];
      if (pair.woman.taken || residence !== "any" && pair.woman.start.residence !== residence || !fits(pair)) continue;
      cursor.at = (cursor.at + i + 1) % quiet.length;
      pair.woman.taken = true;
      return pair;
    }
    return void 0;
  }
  /** Rows of a record that are no lawful exception, of women to whom nothing else has happened. */
  row(record, fits) {
    const rows = this.written.books.of(record);
    const start = this.random.int(0, Math.max(0, rows.length - 1));
    for (let i = 0; i < rows.length; i++) {
      const row = rows[(start + i) % rows.length];
      const woman = this.written.people.women[row.person];
      if (!woman || row.deleted || row.plain || row.follows || woman.taken || this.written.namesakes.has(woman.n) || !fits(row, woman)) continue;
      woman.taken = true;
      return row;
    }
    return void 0;
  }
  set(row, field, value) {
    row.values[field] = value;
    row.plain = true;
  }
  remove(row) {
    row.deleted = true;
  }
  /** Writes a row a second time, a little further down. */
  repeat(row, changes) {
    const copy = this.written.books.add(row.record, row.village, row.person, { ...row.values, ...changes }, row.part);
    copy.plain = row.plain = true;
    copy.plan = row.plan;
    copy.slot = row.slot;
    const rows = row.plan?.rows[row.slot - 1];
    if (rows) {
      let at = rows.indexOf(row) + 1;
      for (let step = this.random.int(1, 6); step > 0; step--) {
        const next = rows[at];
        if (!next || next.village !== row.village || next.part !== row.part || next.values["item"] !== row.values["item"]) break;
        at++;
      }
      while (rows[at]?.follows) at++;
      rows.splice(at, 0, copy);
    }
    return copy;
  }
  wrongName(name) {
    const wrong = misspelt(name, this.random.chance(0.7) ? "sound" : "shape", this.random) ?? misspelt(name, "sound", this.random);
    return wrong !== void 0 && !this.names.has(wrong) ? wrong : void 0;
  }
  /** Another day than this one; a month apart where a book writes only year and month. Never inside or after the period. */
  wrongDate(date, coarse) {
    const { random } = this;
    const { y, m, d } = ymd(date);
    const limit = monthStart(this.written.period.from);
    for (let tries = 0; ; tries++) {
      const roll = random.next();
      const day = Math.min(d, 28);
      let wrong = date;
      if (roll < 0.35 && !coarse) wrong = serial(y, m, (d + random.int(1, 20)) % 28 + 1);
      else if (roll < 0.7) wrong = serial(y, (m + random.int(1, 10) - 1) % 12 + 1, day);
      else wrong = serial(y + random.pick([-3, -2, -1, 1, 2]), m, day);
      if (tries > 50) return serial(y - 2, m, day);
      if (wrong !== date && wrong < limit && (!coarse || ymd(wrong).m !== m || ymd(wrong).y !== y)) return wrong;
    }
  }
  coarse(row, field) {
    return row.plan?.style.yearMonth.has(field) ?? false;
  }
  /** The field is a column of the sheet and the cell holds a plain value. */
  has(row, field) {
    const value = row.values[field];
    return hasField(row, field) && value !== null && value !== void 0 && typeof value !== "object";
  }
};

// test/support/township/errors-books.ts
var OPERATION = /* @__PURE__ */ new Set(["iud", "femaleSter", "maleSter", "implant", "drugs"]);
function bookErrors(bench) {
  return [...eventErrors(bench), ...feedbackErrors(bench), ...rosterErrors(bench), ...migrantErrors(bench)];
}
function adder(bench) {
  return (draft) => {
    bench.drafts.push(draft);
    return true;
  };
}
function eventErrors(bench) {
  const { written, random } = bench;
  const add = adder(bench);
  const settled = (fits) => {
    for (const [event, slips] of written.events.slips) {
      const slip = slips[0];
      const book = written.events.handbook.get(event)?.[0];
      const { woman } = event;
      if (!slip || !book || slips.length > 1 || woman.taken || written.namesakes.has(woman.n) || woman.events.length !== 1 || event.month > written.period.to - 2 || event.lawful !== null) continue;
      if (slip.deleted || book.deleted || slip.plain || book.plain || woman.role === "inflow" || !fits(event, slip, book)) continue;
      if (random.chance(0.6)) continue;
      woman.taken = true;
      return { event, slip, book };
    }
    return void 0;
  };
  const state = (woman) => {
    const rows = [written.ledgers.hand[woman.n], written.ledgers.electronic[woman.n]].filter((r) => r !== void 0);
    return rows.flatMap((r) => [[r, "methodDate"], [r, "lastChildBirth"], [r, "marriageDate"], [r, "marriageChangeDate"]]);
  };
  const otherDay = (event) => {
    const { y, m, d } = ymd(event.date);
    let wrong = event.date;
    while (Math.abs(wrong - event.date) < 2) wrong = serial(y, m, (d + random.int(2, 24)) % 28 + 1);
    return wrong;
  };
  const date = (where) => () => {
    const found = settled((e, slip, book) => (OPERATION.has(e.kind) || e.kind === "marry" || e.kind === "flowOut") && bench.has(slip, "eventDate") && bench.has(book, "eventDate"));
    if (!found) return false;
    const row = where === "slip" ? found.slip : found.book;
    bench.set(row, "eventDate", otherDay(found.event));
    return add({
      recipe: `eventDate:${where}`,
      kind: "mismatch",
      check: "handbook",
      checks: ["handbook", "slips", "migrants"],
      field: "eventDate",
      fields: ["eventDate", "methodDate", "marriageDate", "outDate", "lastChildBirth"],
      village: found.event.woman.village,
      record: row.record,
      cells: [[row, "eventDate"], [where === "slip" ? found.book : found.slip, "eventDate"]],
      anyOf: state(found.event.woman),
      person: found.event.woman.n,
      note: `date of ${found.event.kind} wrong in ${where}`
    });
  };
  const SWAP = { iud: "femaleSter", femaleSter: "iud", moveOut: "flowOut", divorce: "widow", implant: "iud" };
  const kind = (where) => () => {
    const found = settled((e, slip, book) => SWAP[e.kind] !== void 0 && bench.has(slip, "event") && bench.has(book, "event") && (where === "book" || OPERATION.has(e.kind)));
    if (!found) return false;
    const row = where === "slip" ? found.slip : found.book;
    bench.set(row, "event", SWAP[found.event.kind] ?? "iud");
    return add({
      recipe: `event:${where}`,
      kind: "mismatch",
      check: "handbook",
      checks: ["handbook", "slips", "feedback"],
      field: "event",
      fields: ["event", "method", "maritalStatus"],
      village: found.event.woman.village,
      record: row.record,
      cells: [[row, "event"], [where === "slip" ? found.book : found.slip, "event"]],
      anyOf: [[row, "name"]],
      person: found.event.woman.n,
      note: `kind of event wrong in ${where}`
    });
  };
  const slipIdentity = (field) => () => {
    const found = settled((e, slip) => bench.has(slip, field) && bench.has(slip, "idNumber") && (field === "idNumber" || bench.wrongName(e.woman.name) !== void 0));
    if (!found) return false;
    const { woman } = found.event;
    let wrong = field === "idNumber" ? wrongDigit(woman.id, random) : void 0;
    while (wrong === void 0) wrong = bench.wrongName(woman.name);
    bench.set(found.slip, field, wrong);
    return add({ recipe: `slip:${field}`, kind: "mismatch", kinds: field === "idNumber" ? ["mismatch", "invalid"] : ["mismatch"], check: "consensus", checks: ["consensus", "slips", "handbook", "rowLogic", "feedback"], field, village: woman.village, record: "reportSlips", cells: [[found.slip, field]], person: woman.n, note: `${field} wrong on the slip` });
  };
  const twice = () => {
    const found = settled((e, slip) => OPERATION.has(e.kind) && slip.plan !== null);
    if (!found) return false;
    const copy = bench.repeat(found.slip, {});
    return add({ recipe: "duplicate:slip", kind: "duplicate", check: "duplicates", checks: ["duplicates", "handbook"], field: null, fields: ["name", "event", "eventDate"], village: found.event.woman.village, record: "reportSlips", cells: [[copy, "name"], [found.slip, "name"]], person: found.event.woman.n, note: "the same event on two slips" });
  };
  const blank = (where, field) => () => {
    const found = settled((e, slip, book) => OPERATION.has(e.kind) && bench.has(where === "slip" ? slip : book, field));
    if (!found) return false;
    const row = where === "slip" ? found.slip : found.book;
    bench.set(row, field, null);
    return add({ recipe: `blank:${where}:${field}`, kind: "blank", check: where === "slip" ? "slips" : "handbook", checks: ["slips", "handbook", "rowLogic"], field, fields: [field], village: found.event.woman.village, record: row.record, cells: [[row, field]], note: "required cell empty" });
  };
  return [date("slip"), date("book"), date("book"), kind("slip"), kind("book"), slipIdentity("idNumber"), slipIdentity("name"), twice, blank("slip", "eventDate"), blank("book", "event"), blank("book", "eventDate")];
}
function stranger(bench, village) {
  const { random, written } = bench;
  const birth = random.int(serial(1960, 1, 1), serial(1980, 1, 1));
  const man = written.people.man(village, birth - 400);
  return { name: `${femaleName(random.pick(SURNAMES), ymd(birth).y, random).slice(0, 2)}\u5A05`, id: written.people.ids.issue("430203", birth, "female"), birth, person: written.books.somebody(), spouse: man.name };
}
function asStranger(bench, row) {
  const who = stranger(bench, row.village);
  const copy = bench.written.books.add(row.record, row.village, who.person, { ...row.values, name: who.name, idNumber: who.id, birthDate: who.birth, spouseName: row.values["spouseName"] === null ? null : who.spouse, age: null }, row.part);
  copy.plain = true;
  copy.plan = row.plan;
  copy.slot = row.slot;
  const rows = row.plan?.rows[row.slot - 1];
  rows?.splice(rows.indexOf(row) + 1, 0, copy);
  return copy;
}
function feedbackErrors(bench) {
  const { written, random } = bench;
  const add = adder(bench);
  const checks = ["feedback", "consensus", "rowLogic"];
  const calm = (fits) => bench.row("feedbackSlips", (row, w) => w.events.length === 0 && written.ledgers.hand[w.n]?.deleted === false && fits(row, w));
  const method = () => {
    const row = calm((r) => bench.has(r, "method"));
    if (!row) return false;
    bench.set(row, "method", row.values["method"] === "iud" ? "femaleSter" : "iud");
    return add({ recipe: "feedback:method", kind: "mismatch", check: "feedback", checks, field: "method", village: row.village, record: "feedbackSlips", cells: [[row, "method"]], person: row.person, note: "state on the slip is not the ledger's" });
  };
  const unknown = () => {
    const row = calm(() => true);
    if (!row) return false;
    const copy = asStranger(bench, row);
    return add({ recipe: "feedback:stranger", kind: "missing", check: "feedback", checks, field: null, fields: ["name"], village: row.village, record: "electronicLedger", absentFrom: "electronicLedger", cells: [[copy, "name"]], person: copy.person, suspect: ["electronicLedger", "handLedger", "feedbackSlips", null], note: "on the slip, in no ledger" });
  };
  const done = () => {
    for (const [event, row] of written.feedback.done) {
      const { woman } = event;
      if (woman.taken || row.deleted || event.month > written.period.to - 2 || woman.events.length !== 1 || !bench.has(row, "doneDate")) continue;
      const end = monthStart(event.month + 1) - 1;
      const wrong = event.date + 6 <= end ? event.date + 6 : event.date - 6;
      if (wrong <= Number(row.values["matterDate"]) || monthOf(wrong) !== event.month) continue;
      woman.taken = true;
      bench.set(row, "doneDate", wrong);
      const slip = written.events.slips.get(event)?.[0];
      return add({ recipe: "feedback:doneDate", kind: "mismatch", check: "feedback", checks, field: "doneDate", fields: ["doneDate", "eventDate", "methodDate"], village: woman.village, record: "feedbackSlips", cells: [[row, "doneDate"]], anyOf: slip ? [[slip, "eventDate"]] : [], person: woman.n, note: "done on another day than the slip says" });
    }
    return false;
  };
  const early = () => {
    const row = calm((r) => bench.has(r, "doneDate") && r.values["matterState"] === "done");
    if (!row) return false;
    bench.set(row, "doneDate", Number(row.values["matterDate"]) - random.int(8, 40));
    return add({ recipe: "feedback:doneBefore", kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks, field: "doneDate", fields: ["doneDate", "matterDate"], village: row.village, record: "feedbackSlips", cells: [[row, "doneDate"], [row, "matterDate"]], note: "done before it was asked for" });
  };
  return [method, unknown, done, early, identity(bench, "feedbackSlips", "name", checks), identity(bench, "feedbackSlips", "idNumber", checks)];
}
function identity(bench, record, field, checks) {
  const { written, random } = bench;
  const add = adder(bench);
  return () => {
    const row = bench.row(record, (r, w) => w.events.length === 0 && w.role === "resident" && bench.has(r, field) && bench.has(r, "idNumber") && written.ledgers.hand[w.n]?.deleted === false && (field === "idNumber" || field === "birthDate" || bench.wrongName(String(r.values[field])) !== void 0));
    if (!row) return false;
    const woman = written.people.women[row.person];
    if (!woman) return false;
    let wrong = field === "idNumber" ? wrongDigit(woman.id, random) : field === "birthDate" ? bench.wrongDate(woman.birth, true) : void 0;
    while (wrong === void 0) wrong = bench.wrongName(String(row.values[field]));
    bench.set(row, field, wrong);
    const kinds = field === "idNumber" || field === "birthDate" ? ["mismatch", "invalid"] : ["mismatch"];
    return add({ recipe: `${record}:${field}`, kind: "mismatch", kinds, check: "consensus", checks, field, village: row.village, record, cells: [[row, field]], person: row.person, note: `${field} wrong in ${record}` });
  };
}
function rosterErrors(bench) {
  const { written, random } = bench;
  const add = adder(bench);
  const checks = ["checkups", "consensus", "rowLogic"];
  const calm = (fits) => bench.row("checkupRoster", (row, w) => w.events.length === 0 && written.ledgers.hand[w.n]?.deleted === false && fits(row));
  const value = (field, wrong) => () => {
    const row = calm((r) => bench.has(r, field));
    if (!row) return false;
    bench.set(row, field, wrong(row));
    return add({ recipe: `checkup:${field}`, kind: "mismatch", check: field === "method" ? "checkups" : "consensus", checks, field, village: row.village, record: "checkupRoster", cells: [[row, field]], person: row.person, note: `${field} on the roster is not the ledgers'` });
  };
  const unknown = () => {
    const row = calm((r) => r.plan?.wide !== true);
    if (!row) return false;
    const copy = asStranger(bench, row);
    return add({ recipe: "checkup:stranger", kind: "missing", check: "checkups", checks, field: null, fields: ["name"], village: row.village, record: "electronicLedger", absentFrom: "electronicLedger", cells: [[copy, "name"]], person: copy.person, suspect: ["electronicLedger", "handLedger", "checkupRoster", null], note: "on the roster, in no ledger" });
  };
  const year = () => {
    const row = calm((r) => bench.has(r, "checkDate"));
    if (!row) return false;
    const { y, m, d } = ymd(Number(row.values["checkDate"]));
    bench.set(row, "checkDate", serial(y - 1, m, Math.min(d, 28)));
    return add({ recipe: "checkup:year", kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks, field: "checkDate", fields: ["checkDate", "round"], village: row.village, record: "checkupRoster", cells: [[row, "checkDate"]], anyOf: [[row, "round"]], note: "checked a year before its round" });
  };
  const age = () => {
    const row = calm((r) => bench.has(r, "age"));
    if (!row) return false;
    bench.set(row, "age", Number(row.values["age"]) + random.pick([-10, 10]));
    return add({ recipe: "checkup:age", kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks, field: "age", fields: ["age", "birthDate", "idNumber"], village: row.village, record: "checkupRoster", cells: [[row, "age"]], anyOf: [[row, "birthDate"]], note: "age and birth date of one row disagree by ten years" });
  };
  const twice = () => {
    const row = calm((r) => r.plan?.wide !== true);
    if (!row) return false;
    const copy = bench.repeat(row, {});
    return add({ recipe: "duplicate:checkup", kind: "duplicate", check: "duplicates", checks: ["duplicates"], field: null, village: row.village, record: "checkupRoster", cells: [[copy, "name"], [row, "name"]], person: row.person, note: "twice in one round" });
  };
  return [
    value("method", (r) => r.values["method"] === "iud" ? "none" : "iud"),
    value("children", (r) => Number(r.values["children"]) + 1),
    unknown,
    year,
    age,
    twice,
    identity(bench, "checkupRoster", "name", checks),
    identity(bench, "checkupRoster", "idNumber", checks),
    identity(bench, "checkupRoster", "birthDate", checks),
    identity(bench, "checkupRoster", "spouseName", checks)
  ];
}
function migrantErrors(bench) {
  const { written, random } = bench;
  const add = adder(bench);
  const checks = ["migrants", "consensus", "rowLogic", "ledgers"];
  const away = (fits) => bench.row("migrantRoster", (row, w) => w.role === "resident" && w.events.length === 0 && w.start.residence === "out" && written.ledgers.hand[w.n]?.deleted === false && fits(row, w));
  const ledgers = (row) => [written.ledgers.hand[row.person], written.ledgers.electronic[row.person]].filter((r) => r !== void 0 && !r.deleted);
  const notInLedger = () => {
    const row = away((r) => ledgers(r).some((l) => bench.has(l, "residence")));
    if (!row) return false;
    for (const ledger of ledgers(row)) {
      bench.set(ledger, "residence", "resident");
      bench.set(ledger, "remark", null);
    }
    return add({ recipe: "migrant:residence", kind: "mismatch", kinds: ["mismatch", "ended"], check: "migrants", checks, field: "residence", village: row.village, record: "handLedger", cells: ledgers(row).map((l) => [l, "residence"]), anyOf: [[row, "name"], [row, "outDate"], [row, "backDate"]], person: row.person, suspect: ["handLedger", "electronicLedger", "migrantRoster", null], note: "away on the roster, at home in the ledgers" });
  };
  const oneLedger = () => {
    const row = away((r) => ledgers(r).length === 2 && ledgers(r).every((l) => bench.has(l, "residence")));
    const hand = row ? ledgers(row)[0] : void 0;
    if (!row || !hand) return false;
    bench.set(hand, "residence", "resident");
    bench.set(hand, "remark", null);
    return add({ recipe: "ledger:hand:residence", kind: "mismatch", kinds: ["mismatch", "ended"], check: "ledgers", checks, field: "residence", village: row.village, record: "handLedger", cells: ledgers(row).map((l) => [l, "residence"]), person: row.person, note: "away in one ledger only" });
  };
  const notOnRoster = () => {
    const row = away((r) => ledgers(r).some((l) => bench.has(l, "residence")));
    if (!row) return false;
    bench.remove(row);
    return add({ recipe: "migrant:missing", kind: "missing", check: "migrants", checks, field: null, fields: ["residence", "name"], village: row.village, record: "migrantRoster", absentFrom: "migrantRoster", cells: ledgers(row).map((l) => [l, "name"]), anyOf: ledgers(row).map((l) => [l, "residence"]), person: row.person, note: "away in the ledgers, not on the roster" });
  };
  const notReturned = () => {
    const row = bench.row("migrantRoster", (r, w) => w.events.length === 1 && w.events[0]?.kind === "flowBack" && w.events[0].month <= written.period.to - 2 && bench.has(r, "backDate"));
    if (!row) return false;
    bench.set(row, "backDate", null);
    return add({ recipe: "migrant:notReturned", kind: "ended", kinds: ["ended", "mismatch"], check: "migrants", checks: [...checks, "slips"], field: "backDate", fields: ["backDate", "residence", "event", "eventDate"], village: row.village, record: "migrantRoster", cells: [[row, "name"], [row, "backDate"]], person: row.person, note: "came back, still open on the roster" });
  };
  const outDate = () => {
    const row = bench.row("migrantRoster", (r, w) => w.events.length === 1 && w.events[0]?.kind === "flowOut" && w.events[0].slip && w.events[0].month <= written.period.to - 2 && w.events[0].lawful === null && bench.has(r, "outDate"));
    if (!row) return false;
    const date = Number(row.values["outDate"]);
    const { y, m, d } = ymd(date);
    bench.set(row, "outDate", serial(y, m, (d + 9) % 28 + 1));
    return add({ recipe: "migrant:outDate", kind: "mismatch", check: "migrants", checks, field: "outDate", fields: ["outDate", "eventDate"], village: row.village, record: "migrantRoster", cells: [[row, "outDate"]], person: row.person, note: "gone on another day than the slip says" });
  };
  const value = (field, wrong, fits = () => true) => () => {
    const row = away((r) => bench.has(r, field) && fits(r));
    if (!row) return false;
    bench.set(row, field, wrong(row));
    return add({ recipe: `migrant:${field}`, kind: "mismatch", check: "migrants", checks, field, village: row.village, record: "migrantRoster", cells: [[row, field]], person: row.person, note: `${field} on the roster is not the ledgers'` });
  };
  const twice = () => {
    const row = away(() => true);
    if (!row) return false;
    const copy = bench.repeat(row, {});
    return add({ recipe: "duplicate:migrant", kind: "duplicate", check: "duplicates", checks: ["duplicates"], field: null, village: row.village, record: "migrantRoster", cells: [[copy, "name"], [row, "name"]], person: row.person, note: "twice on the roster" });
  };
  const issued = new Set(written.books.of("suppliesLedger").map((r) => r.person));
  const alone = (fits) => bench.row("migrantRoster", (r, w) => w.role === "inflow" && !w.flowingInSystem && w.events.length === 0 && !issued.has(w.n) && fits(r));
  const single = (recipe, field, fields, spoil2) => () => {
    const row = alone((r) => bench.has(r, "idNumber") && bench.has(r, field));
    if (!row) return false;
    spoil2(row);
    return add({ recipe, kind: "invalid", check: "rowLogic", checks: ["rowLogic"], field, fields, village: row.village, record: "migrantRoster", cells: fields.map((f) => [row, f]), note: "contradicts its own row; no other book has it" });
  };
  const backBeforeOut = () => {
    const row = away((r) => bench.has(r, "outDate"));
    if (!row) return false;
    bench.set(row, "backDate", Number(row.values["outDate"]) - random.int(40, 300));
    return add({ recipe: "migrant:order", kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks, field: "backDate", fields: ["backDate", "outDate", "residence"], village: row.village, record: "migrantRoster", cells: [[row, "backDate"], [row, "outDate"]], person: row.person, note: "back before she went" });
  };
  return [
    notInLedger,
    oneLedger,
    notOnRoster,
    notReturned,
    outDate,
    value("method", (r) => r.values["method"] === "iud" ? "femaleSter" : "iud"),
    value("children", (r) => Number(r.values["children"]) + 1),
    value("maritalStatus", () => "divorced", (r) => r.values["maritalStatus"] === "first"),
    twice,
    identity(bench, "migrantRoster", "name", checks),
    identity(bench, "migrantRoster", "idNumber", checks),
    single("invalid:checkCharacter", "idNumber", ["idNumber"], (r) => bench.set(r, "idNumber", wrongCheck(String(r.values["idNumber"]), random))),
    single("invalid:birthNotId", "birthDate", ["birthDate", "idNumber"], (r) => bench.set(r, "birthDate", bench.wrongDate(Number(r.values["birthDate"]), true))),
    single("invalid:sexNotId", "sex", ["sex", "idNumber"], (r) => bench.set(r, "sex", "male")),
    backBeforeOut
  ];
}

// test/support/township/errors-events.ts
var STATE_FIELD = {
  iud: "method",
  femaleSter: "method",
  maleSter: "method",
  implant: "method",
  removal: "method",
  drugs: "method",
  birth: "children",
  divorce: "maritalStatus",
  widow: "maritalStatus",
  remarry: "maritalStatus",
  flowOut: "residence",
  flowBack: "residence"
};
var DATE_FIELD = { iud: "methodDate", femaleSter: "methodDate", maleSter: "methodDate", implant: "methodDate", drugs: "methodDate", birth: "lastChildBirth", divorce: "marriageChangeDate", marry: "marriageDate", flowOut: "outDate", remarry: "marriageChangeDate" };
var OPENS = /* @__PURE__ */ new Set(["marry", "moveIn"]);
var CLOSES = /* @__PURE__ */ new Set(["moveOut", "death"]);
var EXTRA = { birth: ["lastChildBirth", "boys", "girls", "childBirth", "method"], divorce: ["spouseName", "marriageChangeDate"], widow: ["spouseName", "marriageChangeDate"], remarry: ["spouseName", "marriageChangeDate", "marriageDate"], iud: ["methodDate"], femaleSter: ["methodDate"], maleSter: ["methodDate"], implant: ["methodDate"], drugs: ["methodDate"], removal: ["methodDate"] };
var EventErrors = class {
  constructor(people, period, random, events, excluded) {
    this.people = people;
    this.period = period;
    this.random = random;
    this.events = events;
    this.excluded = excluded;
  }
  people;
  period;
  random;
  events;
  excluded;
  pending = [];
  /** Seeds about `wanted` errors, every recipe in turn. */
  run(wanted) {
    const fits = this.events.filter((e) => e.lawful === null && !e.woman.taken && e.woman.events.length === 1 && e.month <= this.period.to - 2 && e.month >= this.period.from && e.date >= monthStart(this.period.from) && e.hand && e.electronic && e.kind !== "moveInside" && e.kind !== "overAge" && e.woman.role !== "inflow" && !this.excluded.has(e.woman.village) && e.woman.start.marital !== "remarried");
    this.random.shuffle(fits);
    const recipes = [
      (f) => this.effectMissing(f, (e) => STATE_FIELD[e.kind] === "method", "both"),
      (f) => this.effectMissing(f, (e) => e.kind === "birth", "both"),
      (f) => this.effectMissing(f, (e) => CLOSES.has(e.kind), "both"),
      (f) => this.effectMissing(f, (e) => OPENS.has(e.kind), "both"),
      (f) => this.effectMissing(f, (e) => e.kind === "flowOut", "both"),
      (f) => this.effectMissing(f, (e) => STATE_FIELD[e.kind] === "method", "hand"),
      (f) => this.effectMissing(f, (e) => STATE_FIELD[e.kind] === "method", "electronic"),
      (f) => this.effectMissing(f, (e) => e.kind === "birth", "electronic"),
      (f) => this.effectMissing(f, (e) => e.kind === "divorce" || e.kind === "widow", "hand"),
      (f) => this.effectMissing(f, (e) => e.kind === "remarry" || e.kind === "divorce", "electronic"),
      (f) => this.effectMissing(f, (e) => CLOSES.has(e.kind), "hand"),
      (f) => this.effectMissing(f, (e) => CLOSES.has(e.kind), "electronic"),
      (f) => this.effectMissing(f, (e) => OPENS.has(e.kind), "hand"),
      (f) => this.effectMissing(f, (e) => OPENS.has(e.kind), "electronic"),
      (f) => this.noSlip(f, (e) => DATE_FIELD[e.kind] === "methodDate"),
      (f) => this.noSlip(f, (e) => e.kind === "birth" || e.kind === "marry"),
      (f) => this.noSlip(f, (e) => e.kind === "flowOut"),
      (f) => this.onlyIn(f, "reportSlips"),
      (f) => this.onlyIn(f, "workHandbook"),
      (f) => this.onlyIn(f, "workHandbook")
    ];
    for (let turn = 0, idle = 0; this.pending.length < wanted && idle < recipes.length; turn++) {
      const free = fits.filter((e) => !e.woman.taken);
      idle = recipes[turn % recipes.length]?.(free) ? 0 : idle + 1;
    }
  }
  take(free, fits) {
    const event = free.find(fits);
    if (event) event.woman.taken = true;
    return event;
  }
  effectMissing(free, fits, where) {
    const event = this.take(free, fits);
    if (!event) return false;
    if (where !== "electronic") event.hand = false;
    if (where !== "hand") event.electronic = false;
    const record = where === "electronic" ? "electronicLedger" : "handLedger";
    this.pending.push((written) => {
      const n = event.woman.n;
      const hand = written.ledgers.hand[n];
      const electronic = written.ledgers.electronic[n];
      const slips = written.events.slips.get(event) ?? [];
      const anyOf = slips.flatMap((row) => [[row, "event"], [row, "eventDate"], [row, "name"]]);
      const rows = [where === "electronic" ? electronic : hand, where === "hand" ? electronic : where === "both" ? electronic : hand].filter((r) => r !== void 0);
      const base2 = { recipe: `effectMissing:${where}:${event.kind}`, village: event.woman.village, record, person: n, anyOf, suspect: where === "both" ? [null, "handLedger", "electronicLedger", "reportSlips"] : [record, null] };
      const checks = ["ledgers", "slips", "migrants", "unreported", "consensus"];
      if (OPENS.has(event.kind)) {
        const cells = where === "both" ? slips : rows;
        return { ...base2, kind: "missing", check: where === "both" ? "slips" : "ledgers", checks, field: null, absentFrom: record, cells: cells.map((r) => [r, "name"]), note: `${event.kind} not entered in ${where}` };
      }
      if (CLOSES.has(event.kind)) {
        return { ...base2, kind: "ended", kinds: ["ended", "missing"], check: where === "both" ? "slips" : "ledgers", checks, field: null, fields: ["endReason", "residence", "name"], cells: rows.map((r) => [r, "name"]), note: `${event.kind} not entered in ${where}` };
      }
      const field = STATE_FIELD[event.kind] ?? "method";
      const fields = [field, ...EXTRA[event.kind] ?? [], "event", "outDate", "childBirth"];
      const kinds = field === "residence" ? ["mismatch", "ended"] : ["mismatch"];
      return { ...base2, kind: "mismatch", kinds, check: where === "both" ? "slips" : "ledgers", checks, field, fields, cells: rows.map((r) => [r, field]), note: `${event.kind} not entered in ${where}` };
    });
    return true;
  }
  /** A change in both ledgers that no village book of events knows. */
  noSlip(free, fits) {
    const event = this.take(free, fits);
    if (!event) return false;
    event.slip = event.handbook = false;
    this.pending.push((written) => {
      const n = event.woman.n;
      const rows = [written.ledgers.hand[n], written.ledgers.electronic[n], event.kind === "flowOut" ? written.migrants.out.get(n) : void 0].filter((r) => r !== void 0);
      const field = DATE_FIELD[event.kind] ?? "methodDate";
      return {
        recipe: `unreported:${event.kind}`,
        kind: "missing",
        check: event.kind === "flowOut" ? "migrants" : "unreported",
        checks: ["unreported", "migrants", "slips"],
        field: null,
        fields: [field, "method", "children", "residence", "maritalStatus", "name", "event"],
        village: event.woman.village,
        record: "reportSlips",
        absentFrom: "reportSlips",
        cells: rows.map((r) => [r, "name"]),
        anyOf: rows.map((r) => [r, field]),
        person: n,
        note: `${event.kind} without a slip`
      };
    });
    return true;
  }
  /** The slip without the handbook's line, or the other way round. */
  onlyIn(free, absent) {
    const event = this.take(free, (e) => absent === "workHandbook" || DATE_FIELD[e.kind] === "methodDate" || e.kind === "marry" || e.kind === "moveOut");
    if (!event) return false;
    if (absent === "reportSlips") event.slip = false;
    else event.handbook = false;
    this.pending.push((written) => {
      const rows = (absent === "reportSlips" ? written.events.handbook : written.events.slips).get(event) ?? [];
      return {
        recipe: `onlyIn:${absent === "reportSlips" ? "handbook" : "slips"}`,
        kind: "missing",
        check: "handbook",
        checks: ["handbook", "unreported", "migrants"],
        field: null,
        fields: ["name", "event", "eventDate", "methodDate", "method"],
        village: event.woman.village,
        record: absent,
        absentFrom: absent,
        cells: rows.map((r) => [r, "name"]),
        person: event.woman.n,
        note: `${event.kind} not in ${absent}`
      };
    });
    return true;
  }
  /** Women who left the age range years ago and still stand in a book. */
  grownOut(village, both, add) {
    const { random, period } = this;
    const woman = this.people.bornOn(village, serial(ymd(monthStart(period.from)).y - random.int(52, 55), random.int(1, 12), random.int(1, 28)));
    woman.taken = true;
    woman.start.residence = "resident";
    woman.start.marital = "first";
    woman.start.changeDate = 0;
    woman.start.formerSpouse = null;
    const left = monthStart(period.from) - 500;
    add({ woman, kind: "overAge", date: left, month: period.from - 17, handbookMonth: period.from - 17, slip: false, handbook: false, hand: false, electronic: !both, lawful: "seeded" });
    this.pending.push((written) => {
      const rows = [written.ledgers.hand[woman.n], both ? written.ledgers.electronic[woman.n] : void 0].filter((r) => r !== void 0);
      const shared = { village, record: "handLedger", person: woman.n, cells: rows.flatMap((r) => [[r, both ? "birthDate" : "name"], [r, "name"], [r, "idNumber"]]), fields: ["birthDate", "idNumber", "age", "name", "endReason"], suspect: ["handLedger", "electronicLedger", null] };
      return both ? { ...shared, recipe: "overAge:both", kind: "invalid", kinds: ["invalid", "ended"], check: "rowLogic", checks: ["rowLogic", "ledgers"], field: "birthDate", note: "past the age for years, still open in both ledgers" } : { ...shared, recipe: "overAge:hand", kind: "ended", kinds: ["ended", "missing", "invalid"], check: "ledgers", checks: ["ledgers", "rowLogic"], field: null, note: "past the age for years, still open in the hand ledger" };
    });
  }
};

// test/support/township/errors-ledgers.ts
var RECORD = { hand: "handLedger", electronic: "electronicLedger" };
var OTHER_METHOD = {
  iud: ["femaleSter", "none", "condom"],
  femaleSter: ["iud", "none"],
  none: ["iud"],
  condom: ["iud", "none"],
  pill: ["iud", "none"],
  maleSter: ["iud", "none"],
  implant: ["iud"],
  external: ["iud"]
};
function ledgerErrors(bench) {
  const { random } = bench;
  const add = (draft) => {
    bench.drafts.push(draft);
    return true;
  };
  const wrongIn = (pair, side) => side === "hand" ? pair.hand : pair.electronic;
  const otherOf = (pair, side) => side === "hand" ? pair.electronic : pair.hand;
  const both = (pair, field) => bench.has(pair.hand, field) && bench.has(pair.electronic, field);
  const mismatch = (side, field, fits, wrong, name2 = field) => () => {
    const pair = bench.someone((p) => both(p, field) && fits(p) && wrong(p) !== void 0);
    if (!pair) return false;
    const value = wrong(pair);
    if (value === void 0) return false;
    const row = wrongIn(pair, side);
    bench.set(row, field, value);
    return add({
      recipe: `ledger:${side}:${name2}`,
      kind: "mismatch",
      kinds: field === "idNumber" || field === "birthDate" ? ["mismatch", "invalid"] : ["mismatch"],
      check: "ledgers",
      checks: ["ledgers", "consensus", "rowLogic", "checkups", "migrants", "supplyUsers"],
      field,
      village: pair.woman.village,
      record: RECORD[side],
      cells: [[row, field], [otherOf(pair, side), field]],
      person: pair.woman.n,
      note: `${field} wrong in ${side}`
    });
  };
  const first = (p) => p.woman.start.marital === "first";
  const dateWrong = (side, field) => (p) => bench.wrongDate(Number(wrongIn(p, side).values[field]), bench.coarse(p.hand, field) || bench.coarse(p.electronic, field));
  const children = (side) => () => {
    const pair = bench.someone((p) => (both(p, "children") || both(p, "boys")) && p.woman.start.children.length > 0);
    if (!pair) return false;
    const row = wrongIn(pair, side);
    const boys = Number(row.values["boys"]);
    const girls = Number(row.values["girls"]);
    const more = random.chance(0.5);
    if (random.chance(0.3) && both(pair, "boys")) {
      bench.set(row, "boys", girls > 0 ? boys + 1 : boys - 1);
      bench.set(row, "girls", girls > 0 ? girls - 1 : girls + 1);
    } else if (more || boys === 0) {
      bench.set(row, "girls", more ? girls + 1 : girls - 1);
      bench.set(row, "children", Number(row.values["children"]) + (more ? 1 : -1));
    } else {
      bench.set(row, "boys", boys - 1);
      bench.set(row, "children", Number(row.values["children"]) - 1);
    }
    const cells = ["children", "boys", "girls"].flatMap((f) => [[row, f]]);
    return add({ recipe: `ledger:${side}:children`, kind: "mismatch", kinds: ["mismatch", "invalid", "total"], check: "ledgers", checks: ["ledgers", "consensus", "checkups", "migrants", "rowLogic"], field: "children", village: pair.woman.village, record: RECORD[side], cells, person: pair.woman.n, note: `children wrong in ${side}` });
  };
  const missing = (side) => () => {
    const pair = bench.someone(() => true);
    if (!pair) return false;
    bench.remove(wrongIn(pair, side));
    return add({ recipe: `ledger:${side}:missing`, kind: "missing", check: "ledgers", checks: ["ledgers", "checkups", "supplyUsers", "feedback", "migrants"], field: null, fields: ["name", "idNumber"], village: pair.woman.village, record: RECORD[side], absentFrom: RECORD[side], cells: [[otherOf(pair, side), "name"]], person: pair.woman.n, note: `not in ${side} ledger` });
  };
  const ended = () => {
    const pair = bench.someone((p) => bench.has(p.electronic, "endReason"));
    if (!pair) return false;
    bench.set(pair.electronic, "endReason", random.pick(["movedOut", "died"]));
    return add({ recipe: "ledger:ended", kind: "ended", check: "ledgers", field: null, fields: ["endReason", "name"], village: pair.woman.village, record: "handLedger", cells: [[pair.hand, "name"]], person: pair.woman.n, anyOf: [[pair.electronic, "endReason"]], suspect: ["handLedger", "electronicLedger", null], note: "ended in the electronic ledger, open in the hand ledger" });
  };
  const duplicate = (side) => () => {
    const pair = bench.someone(() => true);
    if (!pair) return false;
    const row = wrongIn(pair, side);
    const roll = random.next();
    const copy = bench.repeat(row, roll < 0.4 ? {} : roll < 0.7 ? { idNumber: { raw: shortForm(pair.woman.id) } } : { group: pair.woman.group % 9 + 1 });
    return add({ recipe: `duplicate:${side}`, kind: "duplicate", check: "duplicates", checks: ["duplicates"], field: null, village: pair.woman.village, record: RECORD[side], cells: [[copy, "name"], [row, "name"]], person: pair.woman.n, note: "twice in one book" });
  };
  const wrongVillage = () => {
    const { people } = bench.written;
    if (people.villages.length < 2) return false;
    const pair = bench.someone((p) => bench.has(p.electronic, "village"));
    if (!pair) return false;
    const other = (pair.woman.village + random.int(1, people.villages.length - 1)) % people.villages.length;
    bench.set(pair.electronic, "village", people.villages[other]?.name ?? "");
    return add({ recipe: "ledger:electronic:village", kind: "mismatch", kinds: ["mismatch"], check: "ledgers", field: "village", fields: ["village"], village: pair.woman.village, record: "electronicLedger", cells: [[pair.electronic, "village"]], anyOf: [[pair.electronic, "name"], [pair.hand, "name"], [pair.hand, "village"]], person: pair.woman.n, suspect: ["electronicLedger", "handLedger", null], note: "another village in the electronic ledger" });
  };
  const wrongBook = () => {
    const { people } = bench.written;
    const pair = bench.someone((p) => p.hand.plan !== null);
    if (!pair || people.villages.length < 2) return false;
    const target = bench.quiet.find((p) => !p.hand.deleted && p.woman.village !== pair.woman.village && p.hand.plan !== null);
    const from = pair.hand.plan?.rows[0];
    const plan = target?.hand.plan;
    if (!target || !from || !plan) return false;
    const copy = bench.written.books.add("handLedger", target.woman.village, pair.woman.n, { ...pair.hand.values, village: people.villages[target.woman.village]?.name ?? "" });
    copy.plain = true;
    bench.remove(pair.hand);
    place(plan, copy);
    const list = plan.rows[0];
    if (list) {
      list.pop();
      list.splice(list.indexOf(target.hand) + 1, 0, copy);
    }
    return add({ recipe: "ledger:hand:village", kind: "mismatch", check: "ledgers", field: "village", fields: ["village"], village: target.woman.village, record: "handLedger", cells: [[copy, "village"], [copy, "name"]], anyOf: [[pair.electronic, "village"], [pair.electronic, "name"]], person: pair.woman.n, suspect: ["electronicLedger", "handLedger", null], note: "card in the book of another village" });
  };
  const blank = (side, field) => () => {
    const pair = bench.someone((p) => bench.has(wrongIn(p, side), field));
    if (!pair) return false;
    const row = wrongIn(pair, side);
    bench.set(row, field, null);
    return add({ recipe: `blank:${side}:${field}`, kind: "blank", check: "ledgers", checks: ["ledgers", "rowLogic", "consensus", "duplicates"], field, fields: [field], village: pair.woman.village, record: RECORD[side], cells: [[row, field]], suspect: [RECORD[side], null], note: "required cell empty" });
  };
  const invalid = (side, field, name2, fits, cell) => () => {
    const pair = bench.someone((p) => bench.has(wrongIn(p, side), field) && fits(p));
    if (!pair) return false;
    const row = wrongIn(pair, side);
    bench.set(row, field, { raw: cell(pair) });
    return add({ recipe: `invalid:${side}:${name2}`, kind: "invalid", kinds: ["invalid", "mismatch"], check: "rowLogic", checks: ["rowLogic", "ledgers", "consensus"], field, fields: [field], village: pair.woman.village, record: RECORD[side], cells: [[row, field]], anyOf: [[otherOf(pair, side), field]], note: name2 });
  };
  const spouseCheck = () => {
    const pair = bench.someone((p) => bench.has(p.hand, "spouseIdNumber") && !bench.has(p.electronic, "spouseIdNumber"));
    if (!pair) return false;
    bench.set(pair.hand, "spouseIdNumber", wrongCheck(pair.woman.start.spouse.id, random));
    return add({ recipe: "invalid:spouseId", kind: "invalid", check: "rowLogic", field: "spouseIdNumber", fields: ["spouseIdNumber"], village: pair.woman.village, record: "handLedger", cells: [[pair.hand, "spouseIdNumber"]], note: "check character wrong, only this book has the number" });
  };
  const damaged = (side, how) => invalid(side, "idNumber", how === "zeros" ? "damagedZeros" : "damagedFloat", (p) => !p.woman.id.endsWith("X"), (p) => {
    const kept = p.woman.id.slice(0, 15);
    if (how === "zeros") return `${kept}000`;
    const number = Number(`${kept}000`);
    return { kind: "number", value: number, shown: number.toExponential(5).toUpperCase().replace("E+", "E+") };
  });
  const name = (side) => {
    const wrong = /* @__PURE__ */ new Map();
    return mismatch(side, "name", () => true, (p) => {
      if (!wrong.has(p.woman.n)) wrong.set(p.woman.n, bench.wrongName(p.woman.name));
      return wrong.get(p.woman.n);
    });
  };
  const spouse = (side) => {
    const wrong = /* @__PURE__ */ new Map();
    return mismatch(side, "spouseName", first, (p) => {
      if (!wrong.has(p.woman.n)) wrong.set(p.woman.n, bench.wrongName(p.woman.start.spouse.name));
      return wrong.get(p.woman.n);
    });
  };
  return [
    missing("hand"),
    missing("electronic"),
    missing("hand"),
    missing("electronic"),
    ended,
    duplicate("hand"),
    duplicate("electronic"),
    wrongVillage,
    wrongBook,
    name("hand"),
    name("electronic"),
    mismatch("hand", "idNumber", () => true, (p) => wrongDigit(p.woman.id, random), "idDigit"),
    mismatch("electronic", "idNumber", () => true, (p) => wrongDigit(p.woman.id, random), "idDigit"),
    mismatch("hand", "idNumber", (p) => swappedDigits(p.woman.id, random) !== void 0, (p) => swappedDigits(p.woman.id, random) ?? null, "idSwap"),
    mismatch("electronic", "idNumber", (p) => swappedDigits(p.woman.id, random) !== void 0, (p) => swappedDigits(p.woman.id, random) ?? null, "idSwap"),
    mismatch("hand", "birthDate", () => true, dateWrong("hand", "birthDate")),
    mismatch("electronic", "birthDate", () => true, dateWrong("electronic", "birthDate")),
    spouse("hand"),
    spouse("electronic"),
    mismatch("hand", "marriageDate", first, dateWrong("hand", "marriageDate")),
    mismatch("electronic", "marriageDate", first, dateWrong("electronic", "marriageDate")),
    mismatch("hand", "maritalStatus", first, () => "divorced"),
    mismatch("electronic", "maritalStatus", first, () => "widowed"),
    mismatch("hand", "method", (p) => OTHER_METHOD[p.woman.start.method] !== void 0, (p) => random.pick(OTHER_METHOD[p.woman.start.method] ?? ["iud"])),
    mismatch("electronic", "method", (p) => OTHER_METHOD[p.woman.start.method] !== void 0, (p) => random.pick(OTHER_METHOD[p.woman.start.method] ?? ["iud"])),
    mismatch("hand", "methodDate", () => true, dateWrong("hand", "methodDate")),
    mismatch("electronic", "methodDate", () => true, dateWrong("electronic", "methodDate")),
    children("hand"),
    children("electronic"),
    mismatch("hand", "lastChildBirth", () => true, dateWrong("hand", "lastChildBirth")),
    mismatch("electronic", "lastChildBirth", () => true, dateWrong("electronic", "lastChildBirth")),
    mismatch("hand", "householdRegistration", () => true, (p) => p.woman.rural ? "urban" : "rural"),
    mismatch("electronic", "householdRegistration", () => true, (p) => p.woman.rural ? "urban" : "rural"),
    mismatch("hand", "marriageChangeDate", (p) => p.woman.start.marital === "divorced", dateWrong("hand", "marriageChangeDate")),
    blank("hand", "idNumber"),
    blank("hand", "birthDate"),
    blank("hand", "method"),
    blank("electronic", "maritalStatus"),
    blank("electronic", "name"),
    blank("electronic", "idNumber"),
    blank("hand", "maritalStatus"),
    invalid("hand", "methodDate", "impossibleDate", () => true, (p) => `${ymd(p.woman.start.methodDate).y}.2.30`),
    invalid("electronic", "marriageDate", "impossibleDate", first, (p) => `${ymd(p.woman.start.marriageDate).y}-13-05`),
    invalid("hand", "birthDate", "errorValue", () => true, () => ({ kind: "error", value: "#N/A", shown: "#N/A" })),
    invalid("hand", "marriageDate", "errorReference", first, () => ({ kind: "error", value: "#REF!", shown: "#REF!" })),
    damaged("hand", "zeros"),
    damaged("hand", "float"),
    damaged("electronic", "zeros"),
    spouseCheck
  ];
}
function pattern(bench, village) {
  const field = "methodDate";
  const begin = monthStart(bench.written.period.from);
  const fits = bench.quiet.filter((p) => p.woman.village === village && !p.woman.taken && bench.has(p.hand, field) && bench.has(p.electronic, field));
  const comparable = bench.written.people.women.filter((w) => w.village === village && w.role !== "inflow" && w.start.methodDate > 0).length;
  const wanted = Math.max(14, Math.ceil(comparable * 0.36));
  if (fits.length < wanted) return null;
  for (const pair of fits.slice(0, wanted)) {
    pair.woman.taken = true;
    const date = Number(pair.hand.values[field]);
    bench.set(pair.hand, field, Math.min(date - 365, begin - 1));
    bench.drafts.push({
      recipe: "pattern",
      kind: "mismatch",
      check: "ledgers",
      field,
      village,
      record: "handLedger",
      cells: [[pair.hand, field], [pair.electronic, field]],
      person: pair.woman.n,
      pattern: true,
      note: "a year early throughout this village"
    });
  }
  return { field, rows: wanted };
}

// test/support/township/errors-parts.ts
function choosePartVillages(villages, random) {
  if (villages < 6) return null;
  const order = random.shuffle(Array.from({ length: villages }, (_, i) => i));
  const column = order.find((v) => v % 6 !== 5 && v < 14) ?? 0;
  const rest = order.filter((v) => v !== column);
  return { column, stock: rest[0] ?? 0, slips: rest[1] ?? 0, book: rest[2] ?? 0, pattern: rest[3] ?? 0, bookRecord: random.pick(["workHandbook", "migrantRoster", "handLedger"]) };
}
function partErrors(written, plans, chosen) {
  const { books, people, period } = written;
  const drafts = [];
  const name = (village) => people.villages[village]?.name ?? "";
  const absent = (record, village, month) => {
    for (const row of books.of(record)) if (row.village === village && (month === null || row.part === month)) row.deleted = true;
    for (let i = plans.length - 1; i >= 0; i--) {
      const plan = plans[i];
      if (plan && plan.record === record && plan.village === village && plan.rows.some((rows2) => rows2.length > 0 || month === null) && plan.rows.every((rows2) => rows2.every((row) => row.deleted))) {
        if (month === null || plan.rows.some((rows2) => rows2.length > 0)) plans.splice(i, 1);
      }
    }
    if (month !== null) {
      const stem = `${name(village)}${Math.floor(month / 12)}.${month % 12 + 1}\u62A5\u544A\u5355`;
      for (let i = plans.length - 1; i >= 0; i--) if (plans[i]?.name.startsWith(stem)) plans.splice(i, 1);
    }
    const draft = {
      recipe: month === null ? `part:${record}` : `partMonth:${record}`,
      kind: "missing",
      check: "ledgers",
      checks: ["ledgers", "handbook", "unreported", "supplyTotals", "supplyBalance", "migrants", "slips", "checkups"],
      field: null,
      fields: [],
      village,
      record,
      scope: "part",
      absentFrom: record,
      cells: [],
      suspect: [record, null],
      note: `${name(village)} handed in no ${record}${month === null ? "" : ` for ${isoMonth(month)}`}`
    };
    drafts.push(month === null ? draft : { ...draft, month: isoMonth(month) });
  };
  if (books.of("suppliesReport").some((row) => row.village === chosen.stock)) absent("suppliesReport", chosen.stock, null);
  for (let month = period.from + 2; month <= period.to - 2; month++) {
    const noted = books.of("workHandbook").filter((row) => row.village === chosen.slips && row.part === month).length;
    const slips = books.of("reportSlips").filter((row) => row.village === chosen.slips && row.part === month).length;
    if (noted < 2 || slips < 2) continue;
    absent("reportSlips", chosen.slips, month);
    break;
  }
  absent(chosen.bookRecord, chosen.book, null);
  const column = "maritalStatus";
  const rows = books.of("handLedger").filter((row) => row.village === chosen.column && !row.deleted && hasField(row, column));
  if (rows.length > 5) {
    for (const row of rows) {
      row.values[column] = null;
      row.plain = true;
    }
    drafts.push({
      recipe: "column",
      kind: "blank",
      kinds: ["blank", "missing"],
      check: "ledgers",
      checks: ["ledgers", "rowLogic"],
      field: column,
      fields: [column],
      village: chosen.column,
      record: "handLedger",
      scope: "column",
      cells: rows.map((row) => [row, column]),
      suspect: ["handLedger", null],
      note: `${name(chosen.column)} left the whole column empty`
    });
  }
  return drafts;
}

// test/support/township/errors-supplies.ts
function supplyErrors(bench, plans, absent) {
  const { written, random } = bench;
  const { supplies, books, people } = written;
  const add = (draft) => {
    bench.drafts.push(draft);
    return true;
  };
  const ledgerRows = (n) => [written.ledgers.hand[n], written.ledgers.electronic[n]].filter((r) => r !== void 0 && !r.deleted);
  const user2 = () => {
    const row = bench.row("suppliesLedger", (r, w) => w.role === "resident" && w.events.length === 0 && books.about(w.n).filter((x) => x.record === "suppliesLedger").every((x) => x.values["name"] === w.name && !x.plain) && ledgerRows(w.n).length === 2 && r.village === w.village);
    return row ? { rows: books.about(row.person).filter((x) => x.record === "suppliesLedger"), village: row.village } : void 0;
  };
  const hand = (rows, person, name, id) => rows.map((row) => {
    const copy = books.add(row.record, row.village, person, { ...row.values, name, idNumber: id, signed: name }, row.part);
    copy.plain = true;
    copy.plan = row.plan;
    copy.slot = row.slot;
    const list = row.plan?.rows[row.slot - 1];
    if (list) list[list.indexOf(row)] = copy;
    bench.remove(row);
    return copy;
  });
  const stranger2 = () => {
    const found = user2();
    if (!found) return false;
    const name = `${femaleName(random.pick(SURNAMES), 1972, random).slice(0, 2)}\u5AD2`;
    const person = books.somebody();
    const rows = hand(found.rows, person, name, people.ids.issue("430203", 26500 + random.int(0, 2e3), "female"));
    return add({ recipe: "supplies:stranger", kind: "missing", check: "supplyUsers", checks: ["supplyUsers"], field: null, fields: ["name"], village: found.village, record: "electronicLedger", absentFrom: "electronicLedger", cells: rows.map((r) => [r, "name"]), suspect: ["electronicLedger", "handLedger", "suppliesLedger", null], note: "receives supplies, in no ledger" });
  };
  const notHers = () => {
    const found = user2();
    if (!found) return false;
    const other = bench.someone((p) => p.woman.village === found.village && (p.woman.start.method === "iud" || p.woman.start.method === "femaleSter") && p.woman.start.marital === "first");
    if (!other) return false;
    const rows = hand(found.rows, other.woman.n, other.woman.name, other.woman.id);
    return add({ recipe: "supplies:method", kind: "mismatch", check: "supplyUsers", checks: ["supplyUsers", "consensus"], field: "method", fields: ["method", "item"], village: found.village, record: "suppliesLedger", cells: rows.flatMap((r) => [[r, "name"], [r, "item"]]), anyOf: ledgerRows(other.woman.n).map((r) => [r, "method"]), person: other.woman.n, suspect: ["suppliesLedger", "handLedger", null], note: "receives what is not her method" });
  };
  const blank = (field) => () => {
    const found = user2();
    const row = found?.rows.find((r) => bench.has(r, field));
    if (!found || !row) return false;
    const part = [...supplies.parts.values()].find((p) => p.issues.includes(row));
    if (part) {
      if (part.report.plain || usedChain(part.report)) return false;
      part.report.plain = true;
    }
    bench.set(row, field, null);
    return add({ recipe: `blank:supplies:${field}`, kind: "blank", kinds: field === "quantity" ? ["blank", "total"] : ["blank"], check: "supplyTotals", checks: ["supplyTotals", "supplyUsers", "rowLogic"], field, fields: [field, "issued"], village: found.village, record: "suppliesLedger", cells: [[row, field]], anyOf: part ? [[part.report, "issued"]] : [], note: "required cell empty" });
  };
  const chains = [...supplies.chains.entries()].filter(([key]) => !absent.has(Number(key.split("|")[0])));
  random.shuffle(chains);
  const used = /* @__PURE__ */ new Set();
  const usedChain = (row) => chains.some(([key, rows]) => used.has(key) && rows.includes(row));
  const chain = () => {
    const next = chains.find(([key, rows]) => !used.has(key) && rows.every((r) => !r.plain && !r.deleted));
    if (next) used.add(next[0]);
    return next?.[1];
  };
  const stock = (recipe, check, checks, field, spoil2) => () => {
    const rows = chain();
    if (!rows || rows.length < 3) return false;
    const done = spoil2(rows);
    if (!done) return false;
    for (const row of rows) row.plain = true;
    return add({
      recipe,
      kind: "total",
      check,
      checks,
      field,
      fields: done.fields ?? [field],
      village: done.row.village,
      record: "suppliesReport",
      scope: "item",
      month: isoMonth(done.row.part),
      cells: [[done.row, field]],
      anyOf: done.anyOf,
      note: `${field} of ${String(done.row.values["item"])} wrong`
    });
  };
  const number = (row, field) => Number(row.values[field] ?? 0);
  const issuesOf = (row) => [...supplies.parts.values()].find((p) => p.report === row)?.issues.filter((r) => !r.deleted) ?? [];
  const stem = ["opening", "received", "issued", "lost", "closing"];
  const own = (row) => stem.map((f) => [row, f]);
  const middle = (rows) => random.int(1, rows.length - 2);
  const issuedWrong = stock("total:issued", "supplyTotals", ["supplyTotals", "supplyBalance"], "issued", (rows) => {
    const row = rows.find((r) => issuesOf(r).length > 0);
    if (!row) return null;
    bench.set(row, "issued", number(row, "issued") + random.pick([-1, 1, 2, 5, 10]) * (String(row.values["unit"]) === "\u53EA" ? 10 : 1));
    return { row, anyOf: [...issuesOf(row).map((r) => [r, "quantity"]), ...own(row)], fields: ["issued", "closing"] };
  });
  const issuedBalanced = stock("total:issuedBalanced", "supplyTotals", ["supplyTotals"], "issued", (rows) => {
    const row = rows[rows.length - 1];
    if (!row || issuesOf(row).length === 0) return null;
    const more = String(row.values["unit"]) === "\u53EA" ? 10 : 1;
    if (number(row, "closing") < more) return null;
    bench.set(row, "issued", number(row, "issued") + more);
    bench.set(row, "closing", number(row, "closing") - more);
    return { row, anyOf: issuesOf(row).map((r) => [r, "quantity"]), fields: ["issued"] };
  });
  const users = stock("total:users", "supplyTotals", ["supplyTotals"], "users", (rows) => {
    const row = rows.find((r) => issuesOf(r).length > 1);
    if (!row || row.village % 7 === 5) return null;
    bench.set(row, "users", number(row, "users") + random.pick([2, 3, 4]));
    return { row, anyOf: issuesOf(row).map((r) => [r, "name"]) };
  });
  const closing = stock("balance:closing", "supplyBalance", ["supplyBalance"], "closing", (rows) => {
    const at = middle(rows);
    const row = rows[at];
    const next = rows[at + 1];
    bench.set(row, "closing", number(row, "closing") + random.pick([3, 7, 11, 20]));
    return { row, anyOf: [...own(row), [next, "opening"]], fields: ["closing", "opening"] };
  });
  const opening = stock("balance:opening", "supplyBalance", ["supplyBalance"], "opening", (rows) => {
    const at = middle(rows);
    const row = rows[at];
    bench.set(row, "opening", number(row, "opening") + random.pick([3, 7, 11, 20]));
    return { row, anyOf: [...own(row), [rows[at - 1], "closing"]], fields: ["opening", "closing"] };
  });
  const openingCarried = stock("balance:openingCarried", "supplyBalance", ["supplyBalance"], "opening", (rows) => {
    const row = rows[rows.length - 1];
    const more = random.pick([4, 9, 13]);
    bench.set(row, "opening", number(row, "opening") + more);
    bench.set(row, "closing", number(row, "closing") + more);
    return { row, anyOf: [[rows[rows.length - 2], "closing"], [row, "closing"]], fields: ["opening", "closing"] };
  });
  const received = stock("balance:received", "supplyBalance", ["supplyBalance"], "received", (rows) => {
    const row = rows.find((r) => number(r, "received") > 0);
    if (!row) return null;
    bench.set(row, "received", number(row, "received") * 10);
    return { row, anyOf: own(row), fields: ["received", "closing"] };
  });
  const printed = () => {
    const plan = random.shuffle(plans.filter((p) => !p.spoiltTotal && (p.totals !== "none" || p.subtotals !== null) && p.rows.some((rows) => rows.some((r) => !r.deleted)))).find((p) => !spoiltPlans.has(p));
    if (!plan) return false;
    spoiltPlans.add(plan);
    plan.spoiltTotal = true;
    return true;
  };
  return [stranger2, notHers, blank("unit"), blank("quantity"), issuedWrong, issuedBalanced, users, closing, opening, openingCarried, received, printed, printed];
}
var spoiltPlans = /* @__PURE__ */ new WeakSet();

// test/support/township/people.ts
var HOME = "430203";
var ELSEWHERE = ["430221", "430224", "430381", "362202", "360321", "430722", "522129", "433122", "450326"];
var FAR = ["\u5E7F\u4E1C\u7701\u4E1C\u839E\u5E02\u957F\u5B89\u9547", "\u5E7F\u4E1C\u7701\u6DF1\u5733\u5E02\u5B9D\u5B89\u533A", "\u6D59\u6C5F\u7701\u6E29\u5DDE\u5E02\u9E7F\u57CE\u533A", "\u798F\u5EFA\u7701\u664B\u6C5F\u5E02", "\u957F\u6C99\u5E02\u96E8\u82B1\u533A", "\u4E0A\u6D77\u5E02\u677E\u6C5F\u533A", "\u5E7F\u4E1C\u7701\u4E2D\u5C71\u5E02\u5C0F\u6984\u9547", "\u6C5F\u82CF\u7701\u6606\u5C71\u5E02", "\u682A\u6D32\u5E02\u82A6\u6DDE\u533A"];
var EDUCATION = ["\u5C0F\u5B66", "\u521D\u4E2D", "\u521D\u4E2D", "\u521D\u4E2D", "\u9AD8\u4E2D", "\u4E2D\u4E13", "\u5927\u4E13"];
var Population = class {
  constructor(random, villages, from, to) {
    this.random = random;
    this.from = from;
    this.to = to;
    this.ids = new IdNumbers(random.fork("ids"));
    for (let i = 0; i < villages; i++) {
      this.villages.push({
        index: i,
        name: villageName(i),
        groups: random.int(6, 16),
        clans: [random.pick(SURNAMES), random.pick(SURNAMES), random.pick(SURNAMES), random.pick(SURNAMES)]
      });
    }
  }
  random;
  from;
  to;
  villages = [];
  women = [];
  ids;
  counters = /* @__PURE__ */ new Map();
  man(village, birth, area = HOME) {
    const { random } = this;
    const surname = random.chance(0.6) ? random.pick(this.villages[village]?.clans ?? SURNAMES) : random.pick(SURNAMES);
    return { name: maleName(surname, random), id: this.ids.issue(area, birth, "male"), birth };
  }
  child(father, birth) {
    return { name: childName(father.name, this.random), sex: this.random.chance(0.53) ? "male" : "female", birth };
  }
  add(village, birth, role, area, start) {
    const { random } = this;
    const place2 = this.villages[village];
    const group = random.int(1, place2.groups);
    const next = (this.counters.get(village) ?? 0) + 1;
    this.counters.set(village, next);
    const two3 = (n) => String(n).padStart(2, "0");
    const area12 = `${HOME}1${two3(village % 100)}2${two3(Math.floor(village / 100) * 10 + village % 10)}`;
    const woman = {
      n: this.women.length,
      village,
      group,
      household: `${area12}${two3(group)}${String(next % 1e4).padStart(4, "0")}`,
      code: `${HOME}${String(village + 1).padStart(3, "0")}${String(next).padStart(5, "0")}`,
      name: femaleName(random.pick(SURNAMES), ymd(birth).y, random),
      id: this.ids.issue(area, birth, "female"),
      birth,
      rural: random.chance(0.93),
      education: random.pick(EDUCATION),
      role,
      destination: random.pick(FAR),
      flowingInSystem: role === "inflow" && random.chance(0.4),
      start: { ...start, village },
      events: [],
      taken: false
    };
    this.women.push(woman);
    return woman;
  }
  /** A married woman who is in the books when the period begins. */
  resident(village) {
    const { random } = this;
    const begin = monthStart(this.from);
    const birth = random.int(monthStart(this.to + 2) - Math.floor(50 * 365.25), serial(1982, 6, 30));
    return this.couple(village, birth, "resident", random.chance(0.6) ? HOME : random.pick(ELSEWHERE), begin);
  }
  /** A woman of chosen birth date, for those who grow out of the books. */
  bornOn(village, birth) {
    return this.couple(village, birth, "resident", HOME, monthStart(this.from));
  }
  inflow(village) {
    const birth = this.random.int(serial(1962, 1, 1), serial(1981, 12, 31));
    const woman = this.couple(village, birth, "inflow", this.random.pick(ELSEWHERE), monthStart(this.from));
    woman.start.residence = "in";
    woman.start.inBook = false;
    return woman;
  }
  /** A bride: in no book of this township before her wedding. */
  bride(village, wedding) {
    const birth = wedding - this.random.int(20 * 366, 26 * 365);
    const spouse = this.man(village, birth - this.random.int(-300, 1500));
    return this.add(village, birth, "newcomer", this.random.chance(0.5) ? HOME : this.random.pick(ELSEWHERE), {
      inBook: false,
      ended: null,
      endDate: 0,
      marital: "first",
      marriageDate: wedding,
      changeDate: 0,
      spouse,
      formerSpouse: null,
      children: [],
      method: "none",
      methodDate: 0,
      residence: "resident",
      outDate: 0,
      backDate: 0
    });
  }
  /** A wife who moves in from outside with children and a method of older date. */
  settler(village) {
    const birth = this.random.int(serial(1965, 1, 1), serial(1979, 12, 31));
    const woman = this.couple(village, birth, "newcomer", this.random.pick(ELSEWHERE), monthStart(this.from));
    woman.start.inBook = false;
    return woman;
  }
  couple(village, birth, role, area, begin) {
    const { random } = this;
    const wedding = Math.min(begin - 200, birth + random.int(20 * 365 + 10, 26 * 365));
    const spouse = this.man(village, birth - random.int(-400, 1800), role === "inflow" ? random.pick(ELSEWHERE) : HOME);
    const children = [];
    const wished = random.weighted([6, 48, 36, 10]);
    let next = wedding + random.int(300, 900);
    for (let k = 0; k < wished && next < begin - 420; k++) {
      const child = this.child(spouse, next);
      children.push(child);
      if (random.chance(0.01)) {
        children.push(this.child(spouse, next));
        break;
      }
      next += random.int(3 * 365, 6 * 365);
    }
    const method = this.firstMethod(children.length);
    const lastBirth = children[children.length - 1]?.birth ?? wedding;
    const methodDate = method === "none" ? 0 : Math.min(begin - random.int(5, 40), lastBirth + random.int(50, 300));
    const state = {
      inBook: true,
      ended: null,
      endDate: 0,
      marital: "first",
      marriageDate: wedding,
      changeDate: 0,
      spouse,
      formerSpouse: null,
      children,
      method,
      methodDate,
      residence: "resident",
      outDate: 0,
      backDate: 0
    };
    if (role === "resident" && ageAt(birth, begin) > 26) this.fate(state, village, lastBirth, begin);
    return this.add(village, birth, role, area, state);
  }
  /** Divorces, deaths of husbands and second marriages of earlier years; absences. */
  fate(state, village, lastBirth, begin) {
    const { random } = this;
    const roll = random.next();
    const room = begin - 100 - lastBirth;
    if (roll < 0.025 && room > 400) {
      state.changeDate = lastBirth + random.int(200, room);
      if (roll < 7e-3) state.marital = "divorced";
      else if (roll < 0.014) state.marital = "widowed";
      else {
        state.marital = "remarried";
        state.formerSpouse = state.spouse;
        state.spouse = this.man(village, state.spouse.birth);
      }
    }
    if (random.chance(0.05)) {
      state.residence = "out";
      state.outDate = random.int(Math.max(lastBirth + 200, begin - 1200), begin - 20);
      if (state.outDate > begin - 10) state.outDate = begin - 15;
    }
  }
  firstMethod(children) {
    const { random } = this;
    const methods = ["none", "iud", "femaleSter", "maleSter", "implant", "pill", "condom", "external"];
    const weights = children === 0 ? [88, 0, 0, 0, 0, 5, 7, 0] : children === 1 ? [8, 74, 1, 0, 2, 5, 9, 1] : [4, 30, 52, 6, 1, 2, 4, 1];
    return methods[random.weighted(weights)] ?? "none";
  }
};

// test/support/township/plan-sheets.ts
var TOWN = "\u4ED9\u6865\u9547";
var RECORD_TITLES = {
  handLedger: "\u624B\u5DE5\u53F0\u5E10",
  reportSlips: "\u6751\u7EA7\u62A5\u544A\u5355",
  workHandbook: "\u5DE5\u4F5C\u624B\u518C",
  electronicLedger: "\u7535\u8111\u53F0\u5E10",
  feedbackSlips: "\u4FE1\u606F\u53CD\u9988\u5355",
  checkupRoster: "\u5B55\u68C0\u82B1\u540D\u518C",
  suppliesLedger: "\u836F\u5177\u53F0\u5E10",
  suppliesReport: "\u836F\u5177\u62A5\u8868",
  migrantRoster: "\u6D41\u52A8\u4EBA\u53E3\u82B1\u540D\u518C"
};
function style(random, more = {}) {
  return { date: "iso", dateCells: false, yearMonth: /* @__PURE__ */ new Set(), words: wording(random, {}), numericCodes: false, countWords: false, headingYear: -1, ...more };
}
var HAND_FIELDS = [
  "group",
  "householdCode",
  "name",
  "idNumber",
  "birthDate",
  "nation",
  "education",
  "householdRegistration",
  "maritalStatus",
  "marriageDate",
  "marriageChangeDate",
  "spouseName",
  "spouseIdNumber",
  "children",
  "boys",
  "girls",
  "lastChildBirth",
  "method",
  "methodDate",
  "methodPlace",
  "residence",
  "remark"
];
var ELECTRONIC_FIELDS = [
  "personCode",
  "village",
  "group",
  "name",
  "idNumber",
  "birthDate",
  "nation",
  "education",
  "householdRegistration",
  "maritalStatus",
  "marriageDate",
  "marriageChangeDate",
  "spouseName",
  "children",
  "boys",
  "girls",
  "lastChildBirth",
  "method",
  "methodDate",
  "residence",
  "domicileType",
  "endReason",
  "policy"
];
var SLIP_FIELDS = ["group", "name", "idNumber", "spouseName", "event", "eventDate", "childNumber", "childName", "childSex", "childBirth", "methodPlace", "remark"];
var HANDBOOK_FIELDS = ["group", "name", "spouseName", "event", "eventDate", "summary", "remark"];
var FEEDBACK_FIELDS = ["group", "name", "idNumber", "spouseName", "matter", "method", "matterDate", "matterState", "doneDate", "whyUndone"];
var CHECKUP_FIELDS = ["group", "name", "idNumber", "spouseName", "birthDate", "age", "children", "method", "round", "checkDate", "ring", "pregnant", "illness", "checkedBy", "remark"];
var ISSUE_FIELDS = ["issueDate", "name", "item", "specification", "batch", "expiry", "quantity", "unit", "signed", "remark"];
var STOCK_FIELDS = ["item", "specification", "unit", "opening", "received", "issued", "lost", "closing", "users", "remark"];
var MIGRANT_OUT = ["group", "name", "sex", "idNumber", "birthDate", "maritalStatus", "children", "method", "methodDate", "spouseName", "destination", "outDate", "backDate", "certificate", "reason", "together", "remark"];
var MIGRANT_IN = ["name", "sex", "idNumber", "birthDate", "origin", "maritalStatus", "children", "method", "methodDate", "spouseName", "inDate", "certificate", "together", "remark"];
var PLAIN = {
  handLedger: ["seq", "village", ...HAND_FIELDS],
  reportSlips: ["seq", "village", "reportMonth", ...SLIP_FIELDS],
  workHandbook: ["seq", "village", "month", ...HANDBOOK_FIELDS],
  electronicLedger: ["seq", ...ELECTRONIC_FIELDS],
  feedbackSlips: ["seq", "village", ...FEEDBACK_FIELDS],
  checkupRoster: ["seq", "village", ...CHECKUP_FIELDS],
  suppliesLedger: ["seq", "village", ...ISSUE_FIELDS],
  suppliesReport: ["seq", "village", "month", ...STOCK_FIELDS],
  migrantRoster: ["seq", "village", "flowType", ...MIGRANT_OUT.slice(0, -1), "inDate", "origin", "remark"]
};
function plainSheets(context) {
  const plans = [];
  for (const record of RECORDS) {
    if (record === "electronicLedger" && context.bareExport) {
      plans.push(exportSheet(context));
      continue;
    }
    const headings = new Headings(record, context.random, false);
    const plan = newPlan({
      record,
      name: RECORD_TITLES[record],
      columns: headings.columns(PLAIN[record]),
      style: style(context.random),
      title: [`${TOWN}${RECORD_TITLES[record]}${asOfNote(record, context.period)}`]
    });
    for (const row of sorted(record, context.books.of(record))) place(plan, row);
    plans.push(plan);
  }
  return plans;
}
function asOfNote(record, period) {
  if (record === "handLedger" || record === "electronicLedger" || record === "migrantRoster") return `(\u622A\u6B62\u65E5\u671F:${asOfText(period.electronicAsOf)})`;
  return `(${Math.floor(period.from / 12)}\u5E74${period.from % 12 + 1}\u6708\u81F3${Math.floor(period.to / 12)}\u5E74${period.to % 12 + 1}\u6708)`;
}
function exportSheet(context) {
  const fields = Object.keys(PINYIN);
  const columns = fields.map((field) => ({ field, path: [PINYIN[field] ?? field], slot: 1, also: [] }));
  const plan = newPlan({
    record: "electronicLedger",
    name: "\u7535\u8111\u53F0\u5E10",
    columns,
    style: style(context.random, { date: "packed", words: wording(context.random, { numbers: true }) })
  });
  for (const row of sorted("electronicLedger", context.books.of("electronicLedger"))) place(plan, row);
  return plan;
}
function sorted(record, rows) {
  const key = (row) => {
    const date = Number(row.values["eventDate"] ?? row.values["issueDate"] ?? row.values["matterDate"] ?? row.values["checkDate"] ?? row.values["outDate"] ?? 0);
    return Number.isFinite(date) ? date : 0;
  };
  const order = rows.map((row, i) => ({ row, i }));
  order.sort((a, b) => {
    const x = a.row.follows ?? a.row;
    const y = b.row.follows ?? b.row;
    if (x !== y) {
      const byVillage = x.village - y.village;
      const byPart = x.part - y.part;
      const first = record === "handLedger" || record === "electronicLedger" || record === "migrantRoster" || record === "workHandbook" || record === "checkupRoster" || record === "suppliesLedger" ? byVillage || byPart : byPart || byVillage;
      if (first) return first;
      if (record === "handLedger" || record === "electronicLedger") {
        const group = Number(x.values["group"] ?? 0) - Number(y.values["group"] ?? 0);
        if (group) return group;
      } else {
        const date = key(x) - key(y);
        if (date) return date;
      }
    }
    return a.i - b.i;
  });
  return order.map((o) => o.row);
}

// test/support/township/plan-mixed-ledgers.ts
var CLERK_DATES = ["dot", "slash", "zh", "dotPadded", "iso"];
function clerkStyle(random, more = {}) {
  return style(random, { date: random.pick(CLERK_DATES), dateCells: random.chance(0.25), words: wording(random, { varied: true, coarse: random.chance(0.2) }), ...more });
}
var BOY_GIRL = [["\u7537", "\u5973"], ["\u7537\u5B69\u6570", "\u5973\u5B69\u6570"], ["\u7537\u5B69", "\u5973\u5B69"]];
function childCounts(headings, random, slot = 1) {
  const [boy, girl] = random.pick(BOY_GIRL);
  const group = [random.pick(["\u73B0\u6709\u5B50\u5973\u6570", "\u5B50\u5973\u6570", "\u73B0\u6709\u5B69\u5B50\u6570"])];
  return [
    headings.column("children", { group, heading: random.pick(["\u5408\u8BA1", "\u5C0F\u8BA1", "\u8BA1"]), slot }),
    headings.column("boys", { group, heading: boy, slot }),
    headings.column("girls", { group, heading: girl, slot })
  ];
}
function handColumns(way, headings, random, withVillage) {
  const optional = (field) => !["householdCode", "nation", "education", "methodPlace", "spouseIdNumber", "marriageChangeDate"].includes(field) || random.chance(0.6);
  const fields = HAND_FIELDS.filter((f) => optional(f) && !["children", "boys", "girls"].includes(f) && !(f === "lastChildBirth" && (way === 1 || way === 2)));
  const columns = [headings.column("seq")];
  if (withVillage) columns.push(headings.column("village"));
  for (const field of fields) {
    if (field === "method" && way !== 3) columns.push(...childCounts(headings, random));
    if (field === "method" && way === 3) columns.push(headings.column("children"));
    if (field === "method" && (way === 1 || way === 2)) columns.push(...childColumns(way, headings));
    if (field === "method") {
      columns.push(headings.column("method", way === 0 ? { group: ["\u907F\u5B55\u8282\u80B2\u60C5\u51B5"], heading: "\u63AA\u65BD\u540D\u79F0" } : {}));
      continue;
    }
    if (field === "methodDate" && way === 0) {
      columns.push(headings.column("methodDate", { group: ["\u907F\u5B55\u8282\u80B2\u60C5\u51B5"], heading: "\u63AA\u65BD\u65E5\u671F" }));
      continue;
    }
    columns.push(headings.column(field));
  }
  if (way === 4) columns.splice(columns.length - 1, 0, headings.column("policy"), headings.column("fee"));
  return columns;
}
function childColumns(way, headings) {
  if (way === 2) return ["childNumber", "childName", "childSex", "childBirth"].map((f) => headings.column(`${f}#1`, { group: ["\u5B69\u5B50\u60C5\u51B5"], heading: { childNumber: "\u5B69\u6B21", childName: "\u5B69\u5B50\u59D3\u540D", childSex: "\u6027\u522B", childBirth: "\u51FA\u751F\u5E74\u6708" }[f] ?? f }));
  return [1, 2, 3].flatMap((k) => [
    headings.column(`childName#${k}`, { group: ["\u5B50\u5973\u60C5\u51B5", `\u7B2C${"\u4E00\u4E8C\u4E09"[k - 1] ?? ""}\u5B69`], heading: "\u59D3\u540D" }),
    headings.column(`childSex#${k}`, { group: ["\u5B50\u5973\u60C5\u51B5", `\u7B2C${"\u4E00\u4E8C\u4E09"[k - 1] ?? ""}\u5B69`], heading: "\u6027\u522B" }),
    headings.column(`childBirth#${k}`, { group: ["\u5B50\u5973\u60C5\u51B5", `\u7B2C${"\u4E00\u4E8C\u4E09"[k - 1] ?? ""}\u5B69`], heading: "\u51FA\u751F\u5E74\u6708" })
  ]);
}
var OWN_SHEET = 14;
function handSheets(context) {
  const { books, period } = context;
  const plans = [];
  const byVillage = /* @__PURE__ */ new Map();
  for (const row of sorted("handLedger", books.of("handLedger"))) {
    const list = byVillage.get(row.village);
    if (list) list.push(row);
    else byVillage.set(row.village, [row]);
  }
  const shared = [];
  for (const [village, rows] of byVillage) {
    const way = village % 6;
    if (way === 5 || village >= OWN_SHEET) for (const row of rows) shared.push(row);
    else plans.push(ownLedger(context, village, way, rows));
  }
  if (shared.length > 0) {
    const random = context.random.fork("hand-shared");
    const headings = new Headings("handLedger", random, true);
    const plan = newPlan({
      record: "handLedger",
      name: "\u624B\u5DE5\u53F0\u5E10(\u5176\u4ED6\u6751)",
      columns: shuffled(handColumns(5, headings, random, false), random),
      style: clerkStyle(random),
      section: "village",
      title: [`${TOWN}\u80B2\u9F84\u5987\u5973\u624B\u5DE5\u53F0\u8D26`],
      unitLine: ["\u5355\u4F4D:\u4EBA", `\u622A\u6B62\u65E5\u671F:${asOfText(period.electronicAsOf)}`],
      subtotals: "village",
      totalFields: ["children", "boys", "girls"]
    });
    for (const row of shared) place(plan, row);
    plans.push(plan);
  }
  return plans;
}
function ownLedger(context, village, way, rows) {
  const random = context.random.fork(`hand-${village}`);
  const name = context.villages[village] ?? "";
  const headings = new Headings("handLedger", random, true);
  const asOf = asOfText(context.period.handAsOf[village] ?? context.period.electronicAsOf);
  const account = random.pick(["\u624B\u5DE5\u53F0\u5E10", "\u624B\u5DE5\u53F0\u8D26", "\u80B2\u9F84\u5987\u5973\u624B\u5DE5\u53F0\u8D26", "\u5DF2\u5A5A\u80B2\u9F84\u5987\u5973\u624B\u5DE5\u53F0\u5E10"]);
  const columns = handColumns(way, headings, random, false);
  const plan = newPlan({
    record: "handLedger",
    village,
    name: `\u624B\u5DE5\u53F0\u5E10-${name}`,
    columns: way === 1 || way === 2 ? columns : shuffled(columns, random),
    style: clerkStyle(random, { countWords: way === 3, yearMonth: new Set(way === 4 ? ["birthDate"] : way === 3 ? ["marriageDate"] : []) }),
    title: [`${TOWN}${name}${account}`],
    unitLine: [`\u5355\u4F4D:${name}`, `\u622A\u6B62\u65E5\u671F:${asOf}`],
    numbered: way === 0,
    totals: way === 0 ? "last" : way === 4 ? "first" : "none",
    totalFields: ["children", "boys", "girls"],
    footer: way === 2 ? [`\u8D1F\u8D23\u4EBA:\u738B\u4E3B\u4EFB    \u586B\u8868\u4EBA:\u674E\u79C0\u73CD    \u586B\u62A5\u65E5\u671F:${asOf}`] : way === 0 ? ["\u8D1F\u8D23\u4EBA:\u5F20    \u586B\u8868\u4EBA:\u674E", "\u8BF4\u660E:\u5B50\u5973\u6570\u4E0D\u542B\u6B7B\u4EA1\u3002"] : [],
    filler: way === 3 ? 6 : 0,
    pageRows: way === 3 ? 30 : 0,
    dittos: way === 4 ? ["group", "householdRegistration"] : [],
    childRows: way === 2,
    hiddenShare: way === 0 ? 0.02 : 0
  });
  for (const row of rows) place(plan, row);
  return plan;
}
function electronicSheets(context) {
  if (context.bareExport) return [exportSheet(context)];
  const { random, books, period } = context;
  const headings = new Headings("electronicLedger", random, true);
  const columns = shuffled(headings.columns(["seq", ...ELECTRONIC_FIELDS, "health", "remark"]), random);
  const numbers = random.chance(0.5);
  const plan = newPlan({
    record: "electronicLedger",
    name: "\u7535\u8111\u53F0\u5E10",
    columns,
    title: [`${TOWN}\u80B2\u9F84\u5987\u5973\u7535\u8111\u53F0\u8D26${asOfNote("electronicLedger", period)}`],
    style: style(random, { date: random.pick(["iso", "packed"]), words: wording(random, { numbers, varied: true, coarse: !numbers && random.chance(0.5) }), numericCodes: random.chance(0.3) }),
    hiddenShare: 2e-3
  });
  for (const row of sorted("electronicLedger", books.of("electronicLedger"))) place(plan, row);
  return [plan];
}

// test/support/township/plan-mixed-events.ts
var OPERATIONS = /* @__PURE__ */ new Set(["iud", "removal", "femaleSter", "maleSter", "implant", "pill", "condom", "external"]);
function formOne(random) {
  const h = new Headings("reportSlips", random, false);
  const left = { group: ["\u5A5A\u59FB\u3001\u8FC1\u79FB\u3001\u6D41\u52A8\u60C5\u51B5"], slot: 1 };
  const right = { group: ["\u6B7B\u4EA1\u60C5\u51B5"], slot: 2 };
  return [
    h.column("group", left),
    h.column("householdCode", { ...left, heading: "\u6237\u53E3\u7F16\u7801" }),
    h.column("name", { ...left, heading: "\u59D3\u540D" }),
    h.column("idNumber", { ...left, heading: "\u516C\u6C11\u8EAB\u4EFD\u8BC1\u53F7" }),
    h.column("event", { ...left, heading: "\u53D8\u52A8\u7C7B\u578B" }),
    h.column("eventDate", { ...left, heading: "\u53D8\u52A8\u65E5\u671F" }),
    h.column("nation", left),
    h.column("education", left),
    h.column("householdRegistration", left),
    h.column("maritalStatus", left),
    h.column("marriageDate", { ...left, heading: "\u521D\u5A5A\u65E5\u671F" }),
    h.column("residence", { ...left, heading: "\u5C45\u4F4F\u72B6\u51B5" }),
    h.column("spouseName", { ...left, heading: "\u914D\u5076\u59D3\u540D" }),
    h.column("name", { ...right, heading: "\u59D3\u540D" }),
    h.column("sex", { ...right, heading: "\u6027\u522B" }),
    h.column("birthDate", { ...right, heading: "\u51FA\u751F\u5E74\u6708" }),
    h.column("eventDate", { ...right, heading: "\u6B7B\u4EA1\u65E5\u671F" }),
    h.column("summary", { ...right, heading: "\u6B7B\u4EA1\u539F\u56E0" })
  ];
}
function formTwo(random) {
  const h = new Headings("reportSlips", random, false);
  const left = ["\u751F\u80B2\u60C5\u51B5"];
  const child = ["\u751F\u80B2\u60C5\u51B5", "\u5B69\u5B50\u60C5\u51B5"];
  const born = ["\u751F\u80B2\u60C5\u51B5", "\u5B69\u5B50\u60C5\u51B5", "\u8EAB\u4EFD\u8BC1\u53F7\u6216\u51FA\u751F\u5E74\u6708"];
  const right = { group: ["\u907F\u5B55\u8282\u80B2\u60C5\u51B5"], slot: 2 };
  return [
    h.column("group", { group: left }),
    h.column("name", { group: left, heading: "\u5987\u5973\u59D3\u540D" }),
    h.column("idNumber", { group: left, heading: "\u8EAB\u4EFD\u8BC1\u53F7\u7801" }),
    h.column("spouseName", { group: left, heading: "\u4E08\u592B\u59D3\u540D" }),
    h.column("childNumber", { group: child, heading: "\u5B69\u6B21" }),
    h.column("childName", { group: child, heading: "\u5B69\u5B50\u59D3\u540D" }),
    h.column("childSex", { group: born, heading: "\u6027\u522B" }),
    h.column("childBirth", { group: born, heading: "\u51FA\u751F\u5E74\u6708", also: ["eventDate"] }),
    h.column("policy", { group: child, heading: "\u653F\u7B56\u5C5E\u6027" }),
    h.column("health", { group: child, heading: "\u5065\u5EB7\u72B6\u51B5" }),
    h.column("kinship", { group: child, heading: "\u8840\u7F18\u5173\u7CFB" }),
    h.column("group", right),
    h.column("name", { ...right, heading: "\u59D3\u540D" }),
    h.column("idNumber", { ...right, heading: "\u8EAB\u4EFD\u8BC1\u53F7\u7801" }),
    h.column("eventDate", { ...right, heading: "\u63AA\u65BD\u65E5\u671F", also: ["methodDate"] }),
    h.column("event", { ...right, heading: "\u63AA\u65BD\u540D\u79F0", also: ["method"] }),
    h.column("methodPlace", { ...right, heading: "\u65BD\u672F\u5355\u4F4D" })
  ];
}
function slipSheets(context) {
  const { books, villages, period, random } = context;
  const plans = [];
  const rows = sorted("reportSlips", books.of("reportSlips"));
  const own = (village) => village < OWN_SHEET ? village % 4 : 3;
  villages.forEach((name, village) => {
    const way = own(village);
    const mine = way === 0 || way === 1 ? rows.filter((row) => row.village === village) : [];
    if (way === 0) plans.push(...forms(context, name, village, mine));
    if (way === 1) plans.push(yearSheet(context, name, village, mine));
  });
  for (let month = period.from; month <= period.to; month++) {
    const local = random.fork(`slips-${month}`);
    const headings = new Headings("reportSlips", local, true);
    const y = Math.floor(month / 12);
    const m = month % 12 + 1;
    const sections = month % 2 === 0;
    const fields = sections ? ["seq", ...SLIP_FIELDS] : ["seq", "village", ...SLIP_FIELDS];
    const plan = newPlan({
      record: "reportSlips",
      name: `\u62A5\u544A\u5355${y}\u5E74${m}\u6708`,
      columns: listColumns(headings, fields),
      style: clerkStyle(local, { headingYear: month % 3 === 0 ? y : -1, dateCells: false }),
      title: [`${TOWN}${y}\u5E74${m}\u6708\u4EFD\u6751\u7EA7\u62A5\u544A\u5355`],
      section: sections ? "village" : null,
      mergeVillage: !sections,
      filler: 3,
      footer: [`\u8D1F\u8D23\u4EBA:\u9648    \u586B\u8868\u4EBA:\u5468    \u586B\u62A5\u65E5\u671F:${filledOn(month)}`]
    });
    for (const row of rows) if (row.part === month && own(row.village) > 1) place(plan, row);
    plans.push(plan);
  }
  return plans;
}
function listColumns(headings, fields) {
  return fields.map((field) => {
    if (!field.startsWith("child")) return headings.column(field);
    return headings.column(field, { group: ["\u5B69\u5B50\u60C5\u51B5"], heading: { childNumber: "\u5B69\u6B21", childName: "\u59D3\u540D", childSex: "\u6027\u522B", childBirth: "\u51FA\u751F\u5E74\u6708" }[field] ?? field });
  });
}
function forms(context, name, village, rows) {
  const plans = [];
  const random = context.random.fork(`forms-${village}`);
  const look = clerkStyle(random, { dateCells: false });
  for (let month = context.period.from; month <= context.period.to; month++) {
    const y = Math.floor(month / 12);
    const m = month % 12 + 1;
    const footer = [`\u8D1F\u8D23\u4EBA:${name.slice(0, 1)}\u4E3B\u4EFB    \u586B\u8868\u4EBA:\u5218\u6842\u82F1    \u586B\u62A5\u65E5\u671F:${filledOn(month)}`];
    const shape = { record: "reportSlips", village, slots: 2, style: look, footer, filler: 4 };
    const one = newPlan({ ...shape, name: `${name}${y}.${m}\u62A5\u544A\u5355\u4E00`, columns: formOne(random), title: [`${y}\u5E74${String(m).padStart(2, "0")}\u6708\u4EFD\u4EBA\u53E3\u52A8\u6001\u4FE1\u606F\u62A5\u544A\u5355<\u4E00>(\u5B58\u6839)`], unitLine: [`${TOWN}${name}`, ""], numbered: village % 8 === 4 });
    const two3 = newPlan({ ...shape, name: `${name}${y}.${m}\u62A5\u544A\u5355\u4E8C`, columns: formTwo(random), title: [`${y}\u5E74${String(m).padStart(2, "0")}\u6708\u4EFD\u4EBA\u53E3\u52A8\u6001\u4FE1\u606F\u62A5\u544A\u5355<\u4E8C>(\u5B58\u6839)`], unitLine: [`${TOWN}${name}`, ""] });
    for (const row of rows) {
      if (row.part !== month) continue;
      const kind = String(row.values["event"]);
      if (kind === "birth") place(two3, row, 1);
      else if (OPERATIONS.has(kind)) place(two3, row, 2);
      else if (kind === "death") place(one, row, 2);
      else place(one, row, 1);
    }
    plans.push(one, two3);
  }
  return plans;
}
function yearSheet(context, name, village, rows) {
  const random = context.random.fork(`slips-village-${village}`);
  const headings = new Headings("reportSlips", random, true);
  const plan = newPlan({
    record: "reportSlips",
    village,
    name: `\u62A5\u544A\u5355-${name}`,
    columns: listColumns(headings, ["seq", "reportMonth", ...SLIP_FIELDS]),
    style: clerkStyle(random),
    dittos: ["reportMonth"],
    title: [`${name}\u6751\u7EA7\u6708\u62A5\u544A\u5355`.replace("\u6751\u6751", "\u6751")]
  });
  for (const row of rows) place(plan, row);
  return plan;
}
function handbookSheets(context) {
  const plans = [];
  const rows = sorted("workHandbook", context.books.of("workHandbook"));
  const random = context.random.fork("handbook");
  const headings = new Headings("workHandbook", random, true);
  const common2 = newPlan({
    record: "workHandbook",
    name: "\u5DE5\u4F5C\u624B\u518C",
    columns: shuffled(headings.columns(["seq", "village", "month", ...HANDBOOK_FIELDS]), random),
    style: clerkStyle(random),
    title: [`${TOWN}\u4E13\u5E72\u5DE5\u4F5C\u624B\u518C`],
    dittos: ["month"],
    mergeVillage: true
  });
  const mine = /* @__PURE__ */ new Map();
  for (const row of rows) {
    if (row.village >= OWN_SHEET || row.village % 3 !== 0) {
      place(common2, row);
      continue;
    }
    let plan = mine.get(row.village);
    if (!plan) {
      const name = context.villages[row.village] ?? "";
      const local = context.random.fork(`handbook-${row.village}`);
      const h = new Headings("workHandbook", local, true);
      const fields = row.village % 2 === 0 ? HANDBOOK_FIELDS : ["group", "name", "idNumber", "spouseName", "event", "eventDate", "summary", "remark"];
      plan = newPlan({
        record: "workHandbook",
        village: row.village,
        name: `\u5DE5\u4F5C\u624B\u518C-${name}`,
        columns: shuffled(h.columns(["seq", ...fields]), local),
        style: clerkStyle(local),
        title: [`${name}\u5DE5\u4F5C\u624B\u518C`],
        section: "month"
      });
      mine.set(row.village, plan);
      plans.push(plan);
    }
    place(plan, row);
  }
  return [...plans, common2];
}
function feedbackSheets(context) {
  const plans = /* @__PURE__ */ new Map();
  const random = context.random.fork("feedback");
  const headings = new Headings("feedbackSlips", random, true);
  const columns = headings.columns(["seq", "village", ...FEEDBACK_FIELDS, "remark"]);
  const look = clerkStyle(random, { dateCells: false });
  for (const row of sorted("feedbackSlips", context.books.of("feedbackSlips"))) {
    let plan = plans.get(row.part);
    if (!plan) {
      const y = Math.floor(row.part / 12);
      const m = row.part % 12 + 1;
      plan = newPlan({ record: "feedbackSlips", name: `\u4FE1\u606F\u53CD\u9988\u5355${y}.${m}`, columns: [...columns], style: look, title: [`${TOWN}${y}\u5E74${m}\u6708\u4FE1\u606F\u53CD\u9988\u5355`], footer: ["\u53CD\u9988\u4EBA:\u4FE1\u606F\u5458    \u7B7E\u6536\u4EBA:"], dittos: ["matterDate"] });
      plans.set(row.part, plan);
    }
    place(plan, row);
  }
  return [...plans.values()];
}

// test/support/township/plan-mixed-rest.ts
function mixedSheets(context) {
  return [
    ...handSheets(context),
    ...slipSheets(context),
    ...handbookSheets(context),
    ...electronicSheets(context),
    ...feedbackSheets(context),
    ...checkupSheets(context),
    ...issueSheets(context),
    ...stockSheets(context),
    ...migrantSheets(context)
  ];
}
function checkupSheets(context) {
  const rows = sorted("checkupRoster", context.books.of("checkupRoster"));
  const rounds = rows.reduce((most, row) => Math.max(most, row.part), 0);
  const year = Math.floor(context.period.from / 12);
  const plans = [];
  for (let round = 1; round <= rounds; round++) {
    const random2 = context.random.fork(`checkup-${round}`);
    const headings2 = new Headings("checkupRoster", random2, true);
    const fields = CHECKUP_FIELDS.filter((f) => f !== "round" || round === 1);
    const plan = newPlan({
      record: "checkupRoster",
      name: `\u5B55\u68C0\u82B1\u540D\u518C\u7B2C${round}\u8F6E`,
      columns: shuffled(headings2.columns(["seq", "village", ...fields]), random2),
      style: clerkStyle(random2),
      title: [`${TOWN}${year}\u5E74\u7B2C${round}\u8F6E\u5B55\u68C0\u82B1\u540D\u518C`],
      mergeVillage: round === 2,
      footer: ["\u533B\u751F\u7B7E\u540D:"]
    });
    for (const row of rows) if (row.part === round && row.village % 3 !== 2) place(plan, row);
    plans.push(plan);
  }
  const random = context.random.fork("checkup-wide");
  const headings = new Headings("checkupRoster", random, true);
  const columns = ["seq", "village", "group", "name", "idNumber", "spouseName", "birthDate"].map((f) => headings.column(f, { slot: 0 }));
  for (let round = 1; round <= rounds; round++) {
    const group = [`\u7B2C${"\u4E00\u4E8C\u4E09\u56DB"[round - 1] ?? ""}\u6B21`];
    columns.push(headings.column("method", { group, heading: "\u907F\u5B55\u63AA\u65BD", slot: round }), headings.column("checkDate", { group, heading: "\u68C0\u67E5\u65E5\u671F", slot: round }), headings.column("pregnant", { group, heading: "\u5B55\u60C5", slot: round }));
  }
  const wide = newPlan({
    record: "checkupRoster",
    name: "\u5B55\u68C0\u82B1\u540D\u518C(\u5E74\u518C)",
    columns,
    slots: Math.max(1, rounds),
    wide: true,
    style: clerkStyle(random),
    title: [`${TOWN}${year}\u5E74\u5B55\u68C0\u82B1\u540D\u518C`]
  });
  for (const row of rows) if (row.village % 3 === 2) place(wide, row, row.part);
  if (wide.rows.some((list) => list.length > 0)) plans.push(wide);
  return plans.filter((plan) => plan.rows.some((list) => list.length > 0));
}
function issueSheets(context) {
  const rows = sorted("suppliesLedger", context.books.of("suppliesLedger"));
  const random = context.random.fork("issues");
  const headings = new Headings("suppliesLedger", random, true);
  const common2 = newPlan({
    record: "suppliesLedger",
    name: "\u836F\u5177\u53F0\u5E10",
    columns: headings.columns(["seq", "village", ...ISSUE_FIELDS]),
    style: clerkStyle(random, { dateCells: false }),
    title: [`${TOWN}\u836F\u5177\u53F0\u8D26`],
    mergeVillage: false,
    dittos: ["item", "expiry"]
  });
  const mine = /* @__PURE__ */ new Map();
  for (const row of rows) {
    if (row.village >= OWN_SHEET || row.village % 3 !== 0) {
      place(common2, row);
      continue;
    }
    let plan = mine.get(row.village);
    if (!plan) {
      const name = context.villages[row.village] ?? "";
      const local = context.random.fork(`issues-${row.village}`);
      const h = new Headings("suppliesLedger", local, true);
      const fields = row.village % 2 === 0 ? ISSUE_FIELDS : ["issueDate", "name", "idNumber", "item", "specification", "quantity", "unit", "signed", "remark"];
      plan = newPlan({
        record: "suppliesLedger",
        village: row.village,
        name: `\u836F\u5177\u53F0\u5E10-${name}`,
        columns: h.columns(["seq", ...fields]),
        style: clerkStyle(local),
        title: [`${name}\u836F\u5177\u53D1\u653E\u767B\u8BB0\u518C(\u836F\u5177\u53F0\u5E10)`],
        subtotals: "month",
        totalFields: ["quantity"]
      });
      mine.set(row.village, plan);
    }
    place(plan, row);
  }
  return [...mine.values(), common2].filter((plan) => plan.rows.some((list) => list.length > 0));
}
function stockSheets(context) {
  const rows = context.books.of("suppliesReport");
  const plans = /* @__PURE__ */ new Map();
  const itemOf = (row) => `${String(row.values["item"])}(${String(row.values["specification"])})`;
  const inMonths = [...rows].sort((a, b) => a.part - b.part || itemOf(a).localeCompare(itemOf(b), "zh") || a.village - b.village);
  const byTimes = (village) => village % 7 === 5;
  for (const row of inMonths) {
    const way = row.village < OWN_SHEET ? row.village % 3 : 2;
    const name = context.villages[row.village] ?? "";
    const y = Math.floor(row.part / 12);
    const m = row.part % 12 + 1;
    const key = way === 2 ? `month-${row.part}-${byTimes(row.village) ? 1 : 0}` : `village-${row.village}`;
    let plan = plans.get(key);
    if (!plan) {
      const random = context.random.fork(`stock-${key}`);
      const h = new Headings("suppliesReport", random, true);
      const users = byTimes(row.village) ? "\u4F7F\u7528\u4EBA\u6B21" : h.of("users");
      const fit = (fields, slot2 = 1, group = []) => fields.map((f) => h.column(f, { slot: slot2, group, ...f === "users" ? { heading: users } : {} }));
      if (way === 0) {
        const items = [...new Set(rows.filter((r) => r.village === row.village).map(itemOf))];
        plan = newPlan({
          record: "suppliesReport",
          village: row.village,
          name: `\u836F\u5177\u62A5\u8868-${name}`,
          wide: true,
          slots: items.length,
          style: clerkStyle(random),
          columns: [h.column("month", { slot: 0 }), ...items.flatMap((item, i) => fit(["unit", "opening", "received", "issued", "lost", "closing", "users"], i + 1, [item]))],
          title: [`${name}\u836F\u5177\u6708\u62A5\u8868`]
        });
      } else if (way === 1) {
        plan = newPlan({ record: "suppliesReport", village: row.village, name: `\u836F\u5177\u62A5\u8868-${name}`, style: clerkStyle(random), columns: fit(["seq", "month", ...STOCK_FIELDS]), title: [`${name}\u836F\u5177\u62A5\u8868`], dittos: ["month"] });
      } else {
        plan = newPlan({
          record: "suppliesReport",
          name: `\u836F\u5177\u62A5\u8868${y}.${m}${byTimes(row.village) ? "(\u4EBA\u6B21)" : ""}`,
          style: clerkStyle(random),
          columns: fit(["seq", "village", ...STOCK_FIELDS]),
          title: [`${TOWN}${y}\u5E74${m}\u6708\u836F\u5177\u62A5\u8868`],
          subtotals: "item",
          totalFields: ["opening", "received", "issued", "closing", "users"],
          footer: [`\u8D1F\u8D23\u4EBA:\u4F55    \u586B\u8868\u4EBA:\u836F\u7BA1\u5458    \u586B\u62A5\u65E5\u671F:${filledOn(row.part)}`]
        });
      }
      plans.set(key, plan);
    }
    let slot = 1;
    if (way === 0) slot = Math.max(1, [...new Set(rows.filter((r) => r.village === row.village).map(itemOf))].indexOf(itemOf(row)) + 1);
    place(plan, row, slot);
  }
  return [...plans.values()];
}
function migrantSheets(context) {
  const rows = sorted("migrantRoster", context.books.of("migrantRoster"));
  const plans = [];
  for (const flow of ["out", "in"]) {
    const random = context.random.fork(`migrants-${flow}`);
    const headings = new Headings("migrantRoster", random, true);
    const word = flow === "out" ? "\u6D41\u51FA" : "\u6D41\u5165";
    const sections = flow === "in";
    const fields = flow === "out" ? ["seq", "village", ...MIGRANT_OUT] : ["seq", ...MIGRANT_IN];
    const plan = newPlan({
      record: "migrantRoster",
      name: `\u6D41\u52A8\u4EBA\u53E3\u82B1\u540D\u518C(${word})`,
      columns: shuffled(headings.columns(fields), random),
      style: clerkStyle(random),
      title: [`${TOWN}\u6D41\u52A8\u4EBA\u53E3\u82B1\u540D\u518C(${word}\u4EBA\u53E3)${asOfNote("migrantRoster", context.period)}`],
      section: sections ? "village" : null,
      dittos: sections ? [] : ["destination"]
    });
    for (const row of rows) if (row.values["flowType"] === flow) place(plan, row);
    plans.push(plan);
  }
  return plans;
}

// test/support/township/random.ts
var Random = class _Random {
  state;
  constructor(seed) {
    this.state = (seed ^ 2654435769) >>> 0;
    for (let i = 0; i < 8; i++) this.next();
  }
  /** [0, 1), mulberry32. */
  next() {
    this.state = this.state + 1831565813 >>> 0;
    let t = this.state;
    t = Math.imul(t ^ t >>> 15, t | 1);
    t ^= t + Math.imul(t ^ t >>> 7, t | 61);
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  }
  /** Whole number, both ends included. */
  int(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }
  chance(probability) {
    return this.next() < probability;
  }
  pick(list) {
    const value = list[Math.floor(this.next() * list.length)];
    if (value === void 0) throw new Error("pick from an empty list");
    return value;
  }
  /** Index by weight. */
  weighted(weights) {
    let left = this.next() * weights.reduce((a, b) => a + b, 0);
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i] ?? 0;
      if (left < 0) return i;
    }
    return weights.length - 1;
  }
  shuffle(list) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(this.next() * (i + 1));
      const a = list[i];
      list[i] = list[j];
      list[j] = a;
    }
    return list;
  }
  /** An independent stream, so that adding a step in one place leaves the others as they were. */
  fork(label) {
    let hash = this.state;
    for (const c of label) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 16777619) >>> 0;
    return new _Random(hash);
  }
};

// test/support/township/rows.ts
var Books = class {
  rows = /* @__PURE__ */ new Map();
  lawful = [];
  people = [];
  others;
  constructor(women) {
    this.others = women;
  }
  /** A number for a man, a child or an old person: nobody in the women's books. */
  somebody() {
    return this.others++;
  }
  add(record, village, person, values, part = -1, follows = null) {
    const row = { record, village, person, part, values, plain: false, deleted: false, follows, plan: null, slot: 1, at: -1, moved: null };
    let list = this.rows.get(record);
    if (!list) this.rows.set(record, list = []);
    list.push(row);
    if (person >= 0) (this.people[person] ??= []).push(row);
    return row;
  }
  of(record) {
    return this.rows.get(record) ?? [];
  }
  /** Rows of a person that are still there. */
  about(person) {
    return (this.people[person] ?? []).filter((row) => !row.deleted);
  }
  allow(exception, answer, village, cells) {
    for (const [row] of cells) row.plain = true;
    this.lawful.push({ exception, answer, village, cells });
  }
};

// test/support/township/timeline.ts
function apply(state, event) {
  switch (event.kind) {
    case "birth":
      state.children = [...state.children, ...event.children ?? []];
      state.method = "none";
      state.methodDate = 0;
      break;
    case "iud":
    case "implant":
    case "femaleSter":
    case "maleSter":
      state.method = event.kind;
      state.methodDate = event.date;
      break;
    case "removal":
      state.method = "none";
      state.methodDate = 0;
      break;
    case "drugs":
      state.method = event.method ?? "condom";
      state.methodDate = event.date;
      break;
    case "marry":
      state.inBook = true;
      break;
    case "remarry":
      state.marital = "remarried";
      state.formerSpouse = state.spouse;
      if (event.spouse) state.spouse = event.spouse;
      state.changeDate = event.date;
      break;
    case "divorce":
      state.marital = "divorced";
      state.changeDate = event.date;
      break;
    case "widow":
      state.marital = "widowed";
      state.changeDate = event.date;
      break;
    case "death":
    case "moveOut":
    case "overAge":
      state.inBook = false;
      state.ended = event.kind === "death" ? "died" : event.kind === "moveOut" ? "movedOut" : "overAge";
      state.endDate = event.date;
      break;
    case "moveIn":
      state.inBook = true;
      break;
    case "moveInside":
      state.village = event.toVillage ?? state.village;
      break;
    case "flowOut":
      state.residence = "out";
      state.outDate = event.date;
      state.backDate = 0;
      break;
    case "flowBack":
      state.residence = "resident";
      state.backDate = event.date;
      break;
    case "flowIn":
      state.residence = "in";
      break;
  }
}
function stateOf(woman, knows) {
  if (woman.events.length === 0) return woman.start;
  const state = { ...woman.start };
  for (const event of woman.events) if (knows(event)) apply(state, event);
  return state;
}
var Timeline = class {
  constructor(people, random, period) {
    this.people = people;
    this.random = random;
    this.period = period;
  }
  people;
  random;
  period;
  events = [];
  happen(woman, kind, date, more = {}) {
    const month = monthOf(date);
    const event = {
      woman,
      kind,
      date,
      month,
      handbookMonth: month,
      slip: true,
      handbook: true,
      electronic: true,
      lawful: null,
      ...more,
      hand: date <= (this.period.handAsOf[woman.village] ?? 0)
    };
    woman.events.push(event);
    this.events.push(event);
    return event;
  }
  day(latest = 12) {
    return this.random.int(monthStart(this.period.from), monthEnd(this.period.to) - latest);
  }
  /** Lets a year's share of life happen. Every kind occurs, however small the township. */
  run(women) {
    const { random, people } = this;
    const villages = people.villages.length;
    const village = () => random.int(0, villages - 1);
    const share = (rate) => Math.max(2, Math.round(women * rate));
    const pool = random.shuffle(people.women.filter((w) => w.role === "resident"));
    let at = 0;
    const next = (fits) => {
      for (let look = at; look < pool.length && look < at + 4e3; look++) {
        const woman = pool[look];
        if (!fits(woman)) continue;
        pool[look] = pool[at];
        pool[at++] = woman;
        return woman;
      }
      return void 0;
    };
    const married = (w) => w.start.marital === "first" || w.start.marital === "remarried";
    const home = (w) => w.start.residence === "resident" && married(w);
    const times = (n, fits, act) => {
      for (let i = 0; i < n; i++) {
        const woman = next(fits);
        if (woman) act(woman, i);
      }
    };
    const young = serial(1968, 1, 1);
    times(share(0.02), (w) => home(w) && w.birth > young && w.start.children.length < 2 && w.start.children.every((c) => c.birth < monthStart(this.period.from) - 700), (w, i) => this.birth(w, i));
    const fertile = (w) => home(w) && w.start.children.length > 0 && w.birth > serial(1960, 1, 1);
    times(share(0.016), (w) => fertile(w) && (w.start.method === "none" || w.start.method === "condom"), (w) => this.happen(w, "iud", this.day()));
    times(share(6e-3), (w) => fertile(w) && w.start.method === "iud", (w) => this.happen(w, "removal", this.day()));
    times(share(6e-3), (w) => fertile(w) && w.start.method !== "femaleSter" && w.start.method !== "maleSter", (w) => this.happen(w, "femaleSter", this.day()));
    times(share(1e-3), (w) => fertile(w) && w.start.method === "iud", (w) => this.happen(w, "maleSter", this.day()));
    times(share(1e-3), (w) => fertile(w) && w.start.method === "none", (w) => this.happen(w, "implant", this.day()));
    times(share(5e-3), (w) => fertile(w) && (w.start.method === "iud" || w.start.method === "none"), (w) => this.happen(w, "drugs", this.day(), { method: random.pick(["pill", "condom", "condom", "external"]) }));
    times(share(2e-3), home, (w) => this.happen(w, "divorce", this.day()));
    times(share(1e-3), home, (w) => this.happen(w, "widow", this.day()));
    times(share(2e-3), (w) => w.start.marital === "divorced" || w.start.marital === "widowed", (w) => {
      this.happen(w, "remarry", this.day(), { spouse: people.man(w.village, w.start.spouse.birth) });
    });
    times(share(1e-3), home, (w) => this.happen(w, "death", this.day()));
    times(share(5e-3), home, (w) => this.happen(w, "moveOut", this.day(), { destination: random.pick(FAR) }));
    if (villages > 1) {
      times(share(3e-3), home, (w) => {
        const to = (w.village + random.int(1, villages - 1)) % villages;
        const event = this.happen(w, "moveInside", this.day(35), { toVillage: to, lawful: "moveInside" });
        event.hand = event.date <= Math.min(this.period.handAsOf[w.village] ?? 0, this.period.handAsOf[to] ?? 0);
      });
    }
    times(share(0.012), home, (w) => this.flow(w));
    times(share(6e-3), (w) => w.start.residence === "out" && married(w), (w) => this.happen(w, "flowBack", this.day()));
    for (let i = 0; i < share(0.012); i++) {
      const date = this.day();
      this.happen(people.bride(village(), date), "marry", date);
    }
    for (let i = 0; i < share(4e-3); i++) this.moveIn(people.settler(village()), i);
    for (let i = 0; i < share(0.02); i++) {
      const woman = people.inflow(village());
      if (i % 2 === 0) this.happen(woman, "flowIn", this.day());
    }
    for (let i = 0; i < share(1e-3); i++) this.turnsFifty(village(), i);
    this.late(share(3e-3));
    this.lag();
  }
  birth(woman, i) {
    const { random } = this;
    if (i % 9 !== 1) {
      woman.start.method = "none";
      woman.start.methodDate = 0;
    }
    const found = i % 12 === 2;
    const date = found ? monthStart(this.period.from) - random.int(10, 70) : this.day();
    const father = woman.start.spouse;
    const children = [this.people.child(father, date)];
    if (i % 15 === 3) children.push(this.people.child(father, date));
    const event = this.happen(woman, "birth", date, { children, lawful: found ? "lateBirth" : children.length > 1 ? "twins" : i % 9 === 1 ? "birthEndsMethod" : null });
    if (found) event.month = event.handbookMonth = this.period.from + random.int(0, 2);
    const after = date + random.int(60, 110);
    if (!found && random.chance(0.5) && after < monthEnd(this.period.to) - 10) this.happen(woman, "iud", after);
  }
  flow(woman) {
    const out = this.happen(woman, "flowOut", this.day(), { destination: this.random.pick(FAR) });
    const back = out.date + this.random.int(50, 150);
    if (this.random.chance(0.25) && back < monthEnd(this.period.to) - 10) this.happen(woman, "flowBack", back);
  }
  moveIn(woman, i) {
    const date = this.random.int(monthStart(this.period.from + 2), monthEnd(this.period.to) - 12);
    const backfilled = i % 2 === 0 && woman.start.children.length > 0;
    if (backfilled) {
      woman.start.method = "iud";
      woman.start.methodDate = date - this.random.int(10, 30);
    }
    this.happen(woman, "moveIn", date, { lawful: backfilled ? "backfilled" : null });
  }
  turnsFifty(village, i) {
    const day = this.random.int(monthStart(this.period.from + 1), monthStart(this.period.to - 1));
    const { y, m, d } = ymd(day);
    const woman = this.people.bornOn(village, serial(y - 50, m, Math.min(d, 28)));
    if (woman.start.residence === "out") woman.start.residence = "resident";
    const event = this.happen(woman, "overAge", day, { lawful: "turnsFifty" });
    event.slip = event.handbook = false;
    event.electronic = i % 2 === 0;
    event.hand = false;
  }
  /** 补报: the slip comes a month later than the handbook has it. */
  late(wanted) {
    const fits = this.events.filter((e) => e.lawful === null && e.woman.events.length === 1 && e.kind !== "flowIn" && e.month < this.period.to - 1 && e.month >= this.period.from);
    for (const event of this.random.shuffle(fits).slice(0, wanted)) {
      event.month += 1;
      event.lawful = "lateReport";
    }
  }
  /** Slips of the last month that the township had not typed in yet on its as-of date. */
  lag() {
    const last = this.events.filter((e) => e.lawful === null && e.month === this.period.to && e.slip && e.woman.role !== "inflow" && e.woman.events.length === 1);
    this.random.shuffle(last);
    for (const event of last.slice(0, Math.max(2, Math.floor(last.length * 0.2)))) {
      event.electronic = false;
      event.lawful = "entryLag";
    }
    for (const event of this.events) if (event.lawful === null && !event.hand && event.month >= this.period.from) event.lawful = "asOfDiffers";
    for (const event of this.events) if (event.lawful !== null) event.woman.taken = true;
  }
};

// test/support/township/write-events.ts
var PLACES = ["\u533A\u8BA1\u751F\u670D\u52A1\u7AD9", "\u4E61\u536B\u751F\u9662", "\u4E61\u8BA1\u751F\u670D\u52A1\u6240", "\u5E02\u5987\u5E7C\u4FDD\u5065\u9662"];
var EventRows = class {
  constructor(people, books, period, random, events) {
    this.people = people;
    this.books = books;
    this.period = period;
    this.random = random;
    for (const event of events) {
      if (event.slip) this.slips.set(event, this.slipRows(event));
      if (event.handbook) this.handbook.set(event, this.handbookRows(event));
    }
    this.outsiders();
  }
  people;
  books;
  period;
  random;
  slips = /* @__PURE__ */ new Map();
  handbook = /* @__PURE__ */ new Map();
  village(index) {
    return this.people.villages[index]?.name ?? "";
  }
  base(woman, state, event, village) {
    return {
      village: this.village(village),
      reportMonth: event.month,
      group: woman.group,
      householdCode: woman.household,
      name: woman.name,
      idNumber: woman.id,
      spouseName: event.kind === "divorce" ? null : state.spouse.name,
      sex: "female",
      birthDate: woman.birth,
      nation: "\u6C49\u65CF",
      education: woman.education,
      householdRegistration: woman.rural ? "rural" : "urban",
      maritalStatus: state.marital,
      marriageDate: state.marriageDate,
      residence: state.residence,
      event: event.kind,
      eventDate: event.date,
      methodPlace: null,
      remark: null
    };
  }
  slipRows(event) {
    const { books, random } = this;
    const { woman } = event;
    const known2 = woman.events.slice(0, woman.events.indexOf(event) + 1);
    const state = stateOf(woman, (e) => known2.includes(e));
    if (event.kind === "moveInside") {
      const to = event.toVillage ?? woman.village;
      return [
        books.add("reportSlips", woman.village, woman.n, { ...this.base(woman, state, event, woman.village), event: "moveOut", remark: `\u8FC1\u5F80${this.village(to)}` }, event.month),
        books.add("reportSlips", to, woman.n, { ...this.base(woman, state, event, to), event: "moveIn", remark: `\u7531${this.village(woman.village)}\u8FC1\u5165` }, event.month)
      ];
    }
    const values = this.base(woman, state, event, woman.village);
    if (event.kind === "birth") return this.birthRows(event, values, state.children.length - (event.children?.length ?? 0));
    if (event.kind === "iud" || event.kind === "removal" || event.kind === "implant" || event.kind === "femaleSter" || event.kind === "maleSter") values["methodPlace"] = random.pick(PLACES);
    if (event.kind === "drugs") values["event"] = event.method ?? "condom";
    if (event.kind === "flowOut" || event.kind === "moveOut") values["remark"] = event.destination ?? null;
    const rows = [books.add("reportSlips", woman.village, woman.n, values, event.month)];
    if (event.kind === "widow") this.manDies(event, state.spouse);
    return rows;
  }
  birthRows(event, values, before) {
    const rows = [];
    (event.children ?? []).forEach((child, k) => {
      const about = { childNumber: before + k + 1, childName: child.name, childSex: child.sex, childBirth: child.birth };
      const first = rows[0];
      if (!first) rows.push(this.books.add("reportSlips", event.woman.village, event.woman.n, { ...values, ...about }, event.month));
      else rows.push(this.books.add("reportSlips", event.woman.village, event.woman.n, { village: values["village"] ?? null, reportMonth: event.month, event: "birth", eventDate: event.date, ...about }, event.month, first));
    });
    return rows;
  }
  /** A husband's death stands in the block of deaths, beside the wife's 丧偶. */
  manDies(event, man) {
    const row = this.dead(event.woman.village, event.woman.group, man.name, man.id, "male", man.birth, event.date, event.month);
    this.books.allow("deathOfMan", "none", event.woman.village, [[row, "name"]]);
  }
  dead(village, group, name, id, sex, birth, date, month) {
    const person = this.books.somebody();
    const row = this.books.add("reportSlips", village, person, {
      village: this.village(village),
      reportMonth: month,
      group,
      name,
      idNumber: id,
      sex,
      birthDate: birth,
      event: "death",
      eventDate: date,
      householdRegistration: "rural",
      maritalStatus: null,
      spouseName: null,
      remark: null
    }, month);
    this.books.add("workHandbook", village, person, {
      village: this.village(village),
      month,
      group,
      name,
      idNumber: id,
      spouseName: null,
      event: "death",
      eventDate: date,
      summary: "\u75C5\u6545",
      remark: null
    }, month);
    return row;
  }
  /** Deaths of old people and moves of men: on the slips, in no women's ledger. */
  outsiders() {
    const { people, random, books, period } = this;
    for (const village of people.villages) {
      for (let i = 0; i < 3; i++) {
        const birth = random.int(serial(1915, 1, 1), serial(1938, 1, 1));
        const man = people.man(village.index, birth);
        const date = random.int(monthStart(period.from), monthEnd(period.to) - 10);
        const month = Math.floor((date - monthStart(period.from)) / 30.5) + period.from;
        const safe = Math.min(monthEnd(month), Math.max(monthStart(month), date));
        if (i < 2) {
          const sex = i === 0 ? "male" : "female";
          const id = sex === "male" ? man.id : people.ids.issue("430203", birth, "female");
          const row = this.dead(village.index, random.int(1, village.groups), man.name, id, sex, birth, safe, month);
          books.allow("deathOutsideLedger", "none", village.index, [[row, "name"]]);
        } else if (village.index % 2 === 0) {
          const mover = people.man(village.index, random.int(serial(1960, 1, 1), serial(1984, 1, 1)));
          const person = books.somebody();
          const group = random.int(1, village.groups);
          const values = { village: village.name, group, name: mover.name, idNumber: mover.id, spouseName: null, event: "moveIn", eventDate: safe, remark: null };
          const slip = books.add("reportSlips", village.index, person, { ...values, reportMonth: month, sex: "male", birthDate: mover.birth, householdRegistration: "rural", maritalStatus: null }, month);
          books.add("workHandbook", village.index, person, { ...values, month, summary: "\u7537,\u5DE5\u4F5C\u8C03\u5165" }, month);
          books.allow("moveOfMan", "none", village.index, [[slip, "name"]]);
        }
      }
    }
  }
  handbookRows(event) {
    const { woman } = event;
    const spouse = event.spouse ?? woman.start.spouse;
    const row = (village, kind2, summary2) => this.books.add("workHandbook", village, woman.n, {
      village: this.village(village),
      month: event.handbookMonth,
      group: woman.group,
      name: woman.name,
      idNumber: woman.id,
      spouseName: spouse.name,
      event: kind2,
      eventDate: event.date,
      summary: summary2,
      remark: null
    }, event.handbookMonth);
    if (event.kind === "moveInside") {
      return [row(woman.village, "moveOut", "\u8FC1\u5F80\u672C\u9547\u4ED6\u6751"), row(event.toVillage ?? woman.village, "moveIn", "\u7531\u672C\u9547\u4ED6\u6751\u8FC1\u5165")];
    }
    const kind = event.kind === "drugs" ? event.method ?? "condom" : event.kind;
    const children = event.children ?? [];
    const summary = children.length > 1 ? "\u53CC\u80DE\u80CE" : children[0] ? `\u751F${children[0].sex === "male" ? "\u7537" : "\u5973"}\u5B69${children[0].name}` : event.destination ?? "";
    return [row(woman.village, kind, summary)];
  }
};
var FOLLOW_UP = {
  iud: ["\u653E\u73AF\u968F\u8BBF", "\u653E\u73AF\u672F\u540E\u968F\u8BBF"],
  femaleSter: ["\u7ED3\u624E\u672F\u540E\u968F\u8BBF"],
  maleSter: ["\u7ED3\u624E\u672F\u540E\u968F\u8BBF"],
  implant: ["\u76AE\u57CB\u672F\u540E\u968F\u8BBF"],
  removal: ["\u53D6\u73AF\u968F\u8BBF"],
  birth: ["\u6838\u5B9E\u51FA\u751F", "\u4EA7\u540E\u8BBF\u89C6"]
};
var ROUTINE = ["\u5E38\u89C4\u8BBF\u89C6", "\u5230\u671F\u73AF\u60C5\u68C0\u67E5", "\u6838\u5B9E\u907F\u5B55\u8282\u80B2\u60C5\u51B5", "\u751F\u6B96\u5065\u5EB7\u670D\u52A1"];
var FeedbackRows = class {
  constructor(people, books, period, random) {
    this.people = people;
    this.books = books;
    this.random = random;
    for (let month = period.from; month <= period.to; month++) this.print(month, period);
  }
  people;
  books;
  random;
  done = /* @__PURE__ */ new Map();
  print(month, period) {
    const { people, random } = this;
    const date = monthStart(month) + 4;
    for (const woman of people.women) {
      if (woman.role === "inflow") continue;
      if (woman.events.length === 0) {
        if (!woman.taken && woman.start.inBook && woman.start.residence === "resident" && random.chance(0.012)) this.slip(woman, woman.start, month, date, null);
        continue;
      }
      if (woman.taken) continue;
      const state = stateOf(woman, (e) => e.month < month && e.electronic);
      if (!state.inBook || state.residence === "out") continue;
      if (woman.events.some((e) => e.date <= date && e.month >= month)) continue;
      const before = woman.events.find((e) => e.month === month - 1 && e.month >= period.from && FOLLOW_UP[e.kind]);
      if (before) {
        this.slip(woman, state, month, date, before);
        continue;
      }
      const coming = woman.events.find((e) => e.month === month && e.date > date + 1 && (e.kind === "iud" || e.kind === "femaleSter") && e.slip);
      if (coming) this.slip(woman, state, month, date, coming, true);
    }
  }
  slip(woman, state, month, date, event, operation = false) {
    const { random, books } = this;
    const matters = [];
    if (event && operation) matters.push(event.kind === "iud" ? "\u653E\u73AF" : "\u5973\u624E");
    else if (event) matters.push(random.pick(FOLLOW_UP[event.kind] ?? ROUTINE));
    else matters.push(random.pick(ROUTINE));
    const several = !operation && random.chance(0.25);
    if (several) matters.push(random.pick(ROUTINE.filter((m) => m !== matters[0])));
    const undone = !operation && random.chance(0.15);
    const row = books.add("feedbackSlips", state.village, woman.n, {
      village: this.people.villages[state.village]?.name ?? "",
      matterDate: date,
      group: woman.group,
      name: woman.name,
      idNumber: woman.id,
      spouseName: state.marital === "divorced" || state.marital === "widowed" ? null : state.spouse.name,
      matter: matters.join(random.pick(["\u3001", "\uFF1B", ";", "\u548C"])),
      method: state.method,
      matterState: undone ? "undone" : "done",
      doneDate: undone ? null : operation && event ? event.date : date + random.int(3, 20),
      whyUndone: undone ? "\u5916\u51FA\u672A\u5F52" : null,
      remark: null
    }, month);
    if (operation && event) this.done.set(event, row);
    if (several) books.lawful.push({ exception: "severalMatters", answer: "none", village: state.village, cells: [[row, "matter"]] });
    if (undone) books.lawful.push({ exception: "notDone", answer: "none", village: state.village, cells: [[row, "matterState"]] });
  }
};

// test/support/township/write-ledgers.ts
function common(woman, state, keepsSpouse) {
  const without = (state.marital === "divorced" || state.marital === "widowed") && !keepsSpouse;
  let boys = 0;
  for (const child of state.children) if (child.sex === "male") boys++;
  const last = state.children[state.children.length - 1];
  return {
    group: woman.group,
    householdCode: woman.household,
    name: woman.name,
    idNumber: woman.id,
    birthDate: woman.birth,
    nation: "\u6C49\u65CF",
    education: woman.education,
    householdRegistration: woman.rural ? "rural" : "urban",
    maritalStatus: state.marital,
    marriageDate: state.marriageDate,
    marriageChangeDate: state.changeDate || null,
    spouseName: without ? null : state.spouse.name,
    spouseIdNumber: without ? null : state.spouse.id,
    children: state.children.length,
    boys,
    girls: state.children.length - boys,
    lastChildBirth: last ? last.birth : null,
    method: state.method,
    methodDate: state.methodDate || null,
    residence: state.residence,
    remark: null
  };
}
var LEFT = { movedOut: "\u8FC1\u51FA", died: "\u6B7B\u4EA1", overAge: "\u6EE150\u5C81\u9000\u51FA" };
var LedgerRows = class {
  hand = [];
  electronic = [];
  constructor(people, books, habits, random) {
    for (const woman of people.women) {
      if (woman.role !== "inflow") this.writeHand(woman, people, books, habits);
      this.writeElectronic(woman, people, books, habits, random);
    }
  }
  writeHand(woman, people, books, habits) {
    const state = stateOf(woman, (e) => e.hand);
    const keeps = !state.inBook && state.ended !== null && state.ended !== "overAge" && habits.handKeepsEnded(state.village);
    if (!state.inBook && !keeps) return;
    const values = common(woman, state, habits.handKeepsSpouse(state.village));
    values["village"] = people.villages[state.village]?.name ?? "";
    state.children.forEach((child, k) => {
      if (k >= 3) return;
      values[`childNumber#${k + 1}`] = k + 1;
      values[`childName#${k + 1}`] = child.name;
      values[`childSex#${k + 1}`] = child.sex;
      values[`childBirth#${k + 1}`] = child.birth;
    });
    values["methodPlace"] = state.methodDate ? ["\u533A\u8BA1\u751F\u670D\u52A1\u7AD9", "\u4E61\u536B\u751F\u9662", "\u4E61\u8BA1\u751F\u670D\u52A1\u6240"][woman.n % 3] ?? null : null;
    if (keeps) {
      const { y, m } = ymd(state.endDate);
      values["remark"] = `${y}\u5E74${m}\u6708${LEFT[state.ended ?? ""] ?? ""}`;
    } else if (state.residence === "out") values["remark"] = woman.n % 4 === 0 ? `\u5916\u51FA${woman.destination.slice(0, 3)}` : null;
    const row = books.add("handLedger", state.village, woman.n, values);
    this.hand[woman.n] = row;
    if (keeps) books.allow("endedByRemark", "none", state.village, [[row, "name"], [row, "remark"]]);
  }
  writeElectronic(woman, people, books, habits, random) {
    const flowing = woman.role === "inflow";
    if (flowing && !woman.flowingInSystem) return;
    const state = stateOf(woman, (e) => e.electronic);
    const ended = !flowing && !state.inBook;
    if (ended && (state.ended === null || !habits.electronicKeepsEnded)) return;
    const values = common(woman, state, random.chance(0.5));
    values["village"] = people.villages[state.village]?.name ?? "";
    values["personCode"] = woman.code;
    values["domicileType"] = flowing ? "floating" : "fixed";
    values["endReason"] = ended ? state.ended : "normal";
    values["methodEndDate"] = null;
    values["entryDate"] = iso(woman.birth + 365 * 22);
    const row = books.add("electronicLedger", state.village, woman.n, values);
    this.electronic[woman.n] = row;
    if (flowing) books.allow("inflowOnlyInSystem", "none", state.village, [[row, "name"]]);
  }
};
function lawfulStates(people, ledgers, books, random) {
  const quiet = people.women.filter((w) => w.role === "resident" && w.events.length === 0 && !w.taken && ledgers.hand[w.n] && ledgers.electronic[w.n]);
  random.shuffle(quiet);
  const some = Math.max(1, Math.round(people.women.length / 2e3));
  const take = (fits, count, act) => {
    let left = count;
    for (const woman of quiet) {
      if (left === 0) return;
      if (woman.taken || !fits(woman)) continue;
      const hand = ledgers.hand[woman.n];
      const electronic = ledgers.electronic[woman.n];
      if (!hand || !electronic) continue;
      woman.taken = true;
      act(woman, hand, electronic);
      left--;
    }
  };
  if (people.villages.length > 1) {
    take((w) => w.start.residence === "resident", some, (w, hand, electronic) => {
      const other = (w.village + random.int(1, people.villages.length - 1)) % people.villages.length;
      electronic.values["village"] = people.villages[other]?.name ?? "";
      electronic.village = other;
      hand.values["residence"] = electronic.values["residence"] = "apart";
      hand.values["remark"] = "\u4EBA\u6237\u5206\u79BB";
      books.allow("livesApart", "reviewAllowed", w.village, [[hand, "name"], [electronic, "village"], [electronic, "name"], [hand, "residence"], [electronic, "residence"]]);
    });
  }
  take((w) => w.start.marital === "remarried", some, (w, hand, electronic) => {
    hand.values["marriageDate"] = w.start.changeDate;
    books.allow("remarriedDates", "reviewAllowed", w.village, [[hand, "marriageDate"], [electronic, "marriageDate"]]);
  });
  take((w) => w.start.marital === "remarried", some, (w, hand, electronic) => {
    electronic.values["marriageDate"] = w.start.changeDate;
    hand.values["spouseName"] = w.start.formerSpouse?.name ?? null;
    hand.values["spouseIdNumber"] = w.start.formerSpouse?.id ?? null;
    hand.values["marriageChangeDate"] = null;
    books.allow("remarriedSpouse", "reviewAllowed", w.village, [[hand, "marriageDate"], [electronic, "marriageDate"], [hand, "spouseName"], [electronic, "spouseName"], [hand, "spouseIdNumber"], [electronic, "spouseIdNumber"]]);
  });
  take((w) => w.start.method === "femaleSter", some, (w, hand, electronic) => {
    hand.values["method"] = { raw: "\u7ED3\u624E" };
    books.allow("coarseValue", "reviewAllowed", w.village, [[hand, "method"], [electronic, "method"]]);
  });
  take((w) => w.start.methodDate > 0, some, (w, hand, electronic) => {
    const { y, m } = ymd(w.start.methodDate);
    hand.values["methodDate"] = { raw: `${y}.${m}` };
    books.allow("coarseValue", "reviewAllowed", w.village, [[hand, "methodDate"], [electronic, "methodDate"]]);
  });
  for (const woman of people.women) {
    if (woman.start.marital !== "divorced" && woman.start.marital !== "widowed") continue;
    const hand = ledgers.hand[woman.n];
    const electronic = ledgers.electronic[woman.n];
    if (hand && electronic && hand.values["spouseName"] === null !== (electronic.values["spouseName"] === null)) {
      books.lawful.push({ exception: "noOrFormerSpouse", answer: "none", village: woman.village, cells: [[hand, "spouseName"], [electronic, "spouseName"]] });
    }
  }
}

// test/support/township/write-migrants.ts
var MigrantRows = class {
  constructor(people, books, period, random) {
    this.people = people;
    this.books = books;
    this.period = period;
    this.random = random;
    for (const woman of people.women) {
      if (woman.role === "inflow") this.inflow(woman);
      else this.outflow(woman);
    }
    for (const village of people.villages) for (let i = 0; i < 3; i++) this.single(village.index, i);
  }
  people;
  books;
  period;
  random;
  /** The row of the woman's latest absence. */
  out = /* @__PURE__ */ new Map();
  in = /* @__PURE__ */ new Map();
  men = [];
  person(village, group, name, sex, id, birth, more) {
    return {
      village: this.people.villages[village]?.name ?? "",
      group,
      name,
      sex,
      idNumber: id,
      birthDate: birth,
      maritalStatus: null,
      children: null,
      method: null,
      methodDate: null,
      destination: null,
      origin: null,
      outDate: null,
      backDate: null,
      inDate: null,
      flowType: "out",
      spouseName: null,
      certificate: "\u6709",
      reason: "\u52A1\u5DE5",
      together: null,
      remark: null,
      ...more
    };
  }
  outflow(woman) {
    const { books, random } = this;
    const state = stateOf(woman, () => true);
    if (!state.outDate || woman.start.inBook === false) return;
    if (!state.inBook) return;
    const together = random.chance(0.5);
    const flow = woman.events.find((e) => e.kind === "flowOut");
    const destination = flow?.destination ?? woman.destination;
    const journey = { outDate: state.outDate, backDate: state.backDate || null, destination, flowType: "out" };
    const row = books.add("migrantRoster", state.village, woman.n, this.person(state.village, woman.group, woman.name, "female", woman.id, woman.birth, {
      ...journey,
      ...this.family(state),
      together: together ? "\u662F" : "\u5426"
    }));
    this.out.set(woman.n, row);
    if (together && state.marital === "first") this.relatives(woman, state, journey);
  }
  family(state) {
    const without = state.marital === "divorced" || state.marital === "widowed";
    return { maritalStatus: state.marital, children: state.children.length, method: state.method, methodDate: state.methodDate || null, spouseName: without ? null : state.spouse.name };
  }
  relatives(woman, state, journey) {
    const { books, random } = this;
    const man = books.add("migrantRoster", state.village, books.somebody(), this.person(state.village, woman.group, state.spouse.name, "male", state.spouse.id, state.spouse.birth, {
      ...journey,
      maritalStatus: state.marital,
      spouseName: woman.name
    }));
    this.men.push(man);
    books.lawful.push({ exception: "migrantMan", answer: "none", village: state.village, cells: [[man, "name"]] });
    if (!random.chance(0.4)) return;
    for (const child of state.children) {
      const row = books.add("migrantRoster", state.village, books.somebody(), this.person(state.village, woman.group, child.name, child.sex, null, child.birth, { ...journey, reason: "\u968F\u8FC1" }));
      books.lawful.push({ exception: "migrantChild", answer: "none", village: state.village, cells: [[row, "name"]] });
    }
  }
  inflow(woman) {
    const { books, period } = this;
    const arrival = woman.events.find((e) => e.kind === "flowIn");
    const state = stateOf(woman, () => true);
    const row = books.add("migrantRoster", woman.village, woman.n, this.person(woman.village, woman.group, woman.name, "female", woman.id, woman.birth, {
      inDate: arrival ? arrival.date : monthStart(period.from) - 30 - woman.n * 37 % 500,
      origin: woman.destination,
      flowType: "in",
      ...this.family(state),
      together: "\u662F"
    }));
    this.in.set(woman.n, row);
    books.lawful.push({ exception: "inflowNotInLedger", answer: "none", village: woman.village, cells: [[row, "name"]] });
  }
  single(village, i) {
    const { people, random, books, period } = this;
    const birth = random.int(serial(1962, 1, 1), serial(1985, 1, 1));
    const man = people.man(village, birth);
    const date = monthStart(period.from) - random.int(20, 700);
    const row = books.add("migrantRoster", village, books.somebody(), this.person(village, 1 + i, man.name, "male", man.id, birth, i === 0 ? { inDate: date, origin: "\u6C5F\u897F\u7701\u840D\u4E61\u5E02\u6E58\u4E1C\u533A", flowType: "in" } : { outDate: date, destination: "\u5E7F\u4E1C\u7701\u4E1C\u839E\u5E02", flowType: "out" }));
    this.men.push(row);
    books.lawful.push({ exception: "migrantMan", answer: "none", village, cells: [[row, "name"]] });
  }
};

// test/support/township/write-rounds.ts
function writeCheckups(people, books, period, random) {
  const months = period.to - period.from + 1;
  const rounds = Math.max(1, Math.min(3, Math.floor(months / 3)));
  for (let round = 1; round <= rounds; round++) {
    const month = period.from + Math.floor(months / rounds * round) - 1;
    const year = Math.floor(month / 12);
    const day = people.villages.map((_, i) => monthStart(month) + 2 + i % 24);
    for (const woman of people.women) {
      const date = day[woman.village] ?? monthStart(month);
      const state = stateOf(woman, (e) => e.date <= date);
      if (!state.inBook || state.residence === "out" || woman.role === "inflow") continue;
      if (state.marital === "divorced" || state.marital === "widowed") continue;
      if (!random.chance(state.method === "femaleSter" || state.method === "maleSter" ? 0.6 : 0.88)) continue;
      if (woman.events.some((e) => e.kind === "birth" && e.date > date || e.month > e.handbookMonth && e.date <= date)) continue;
      const actual = state.village === woman.village ? woman.village : state.village;
      const row = books.add("checkupRoster", actual, woman.n, {
        village: people.villages[actual]?.name ?? "",
        group: woman.group,
        name: woman.name,
        idNumber: woman.id,
        spouseName: state.spouse.name,
        birthDate: woman.birth,
        age: ageAt(woman.birth, date),
        children: state.children.length,
        method: state.method,
        round: `${year}\u5E74\u7B2C${round}\u8F6E`,
        checkDate: date,
        checkType: "\u53CC\u67E5",
        ring: state.method === "iud" ? "\u5728\u4F4D" : null,
        pregnant: `${SKIP_MARKER}${iso(date)}`,
        illness: `${SKIP_MARKER}\u75C5`,
        checkedBy: ["\u5218\u533B\u751F", "\u738B\u533B\u751F"][woman.n % 2] ?? null,
        remark: null
      }, round);
      const later = woman.events.find((e) => e.date > date && ["iud", "removal", "femaleSter", "maleSter", "implant", "drugs"].includes(e.kind));
      if (later) books.lawful.push({ exception: "methodChangedAfterCheck", answer: "none", village: actual, cells: [[row, "method"]] });
    }
  }
}

// test/support/township/write-supplies.ts
var ITEMS = [
  { method: "condom", name: "\u7537\u7528\u907F\u5B55\u5957", specification: "\u4E2D\u53F7", unit: "\u53EA", pack: { unit: "\u76D2", holds: 10 }, issue: [10, 10, 20, 30] },
  { method: "condom", name: "\u7537\u7528\u907F\u5B55\u5957", specification: "\u5927\u53F7", unit: "\u53EA", pack: { unit: "\u76D2", holds: 10 }, issue: [10, 20] },
  { method: "pill", name: "\u590D\u65B9\u5DE6\u7094\u8BFA\u5B55\u916E\u7247", specification: "22\u7247", unit: "\u677F", pack: null, issue: [1, 1, 2] },
  { method: "pill", name: "\u590D\u65B9\u7094\u8BFA\u916E\u7247", specification: "22\u7247", unit: "\u677F", pack: null, issue: [1] },
  { method: "external", name: "\u58EC\u82EF\u9187\u919A\u6813", specification: "50mg", unit: "\u7C92", pack: null, issue: [10, 12] }
];
function user(woman, state, date) {
  if (woman.role === "inflow" ? state.residence !== "in" : !state.inBook || state.residence !== "resident") return null;
  if (state.marital === "divorced" || state.marital === "widowed") return null;
  const birth = woman.events.find((e) => e.kind === "birth");
  if (birth && date > birth.date - 270 && date <= birth.date) return null;
  if (state.methodDate > date) return null;
  return state.method === "pill" || state.method === "condom" || state.method === "external" ? state.method : null;
}
function writeSupplies(people, books, period, habits, random) {
  const issues = /* @__PURE__ */ new Map();
  const arrived = (woman, date) => woman.role !== "inflow" || !woman.events.some((e) => e.kind === "flowIn" && e.date > date);
  for (const woman of people.women) {
    if (woman.events.length === 0 && !["pill", "condom", "external"].includes(woman.start.method)) continue;
    if (woman.taken && woman.role !== "inflow") continue;
    const forms2 = /* @__PURE__ */ new Map();
    const bySpouse = random.chance(0.15);
    for (let month = period.from; month <= period.to; month++) {
      const date = random.int(monthStart(month), monthEnd(month) - 2);
      if (!arrived(woman, date) || random.chance(0.06)) continue;
      const state = stateOf(woman, (e) => e.date <= date);
      const method = user(woman, state, date);
      if (!method) continue;
      let item = forms2.get(method);
      if (!item) forms2.set(method, item = random.pick(ITEMS.filter((i) => i.method === method)));
      const spouse = bySpouse && (month - period.from) % 3 !== 2;
      const row = issueRow(people, books, woman, state, item, month, date, spouse, habits, random);
      const key = `${state.village}|${ITEMS.indexOf(item)}|${month}`;
      const list = issues.get(key);
      if (list) list.push(row);
      else issues.set(key, [row]);
      if (spouse) books.lawful.push({ exception: "spouseReceives", answer: "none", village: state.village, cells: [[row, "name"]] });
      if (woman.role === "inflow") books.lawful.push({ exception: "inflowReceives", answer: "none", village: state.village, cells: [[row, "name"]] });
      if (woman.events.some((e) => e.date > date && e.kind !== "flowBack")) books.lawful.push({ exception: "methodChangedAfterIssue", answer: "none", village: state.village, cells: [[row, "name"], [row, "item"]] });
    }
  }
  return report(people, books, period, habits, issues, random);
}
function issueRow(people, books, woman, state, item, month, date, spouse, habits, random) {
  const packs = item.pack !== null && habits.packs(state.village);
  const pieces = random.pick(item.issue);
  return books.add("suppliesLedger", state.village, woman.n, {
    village: people.villages[state.village]?.name ?? "",
    issueDate: date,
    month,
    name: spouse ? state.spouse.name : woman.name,
    idNumber: spouse ? state.spouse.id : woman.id,
    item: item.name,
    specification: item.specification,
    unit: packs && item.pack ? item.pack.unit : item.unit,
    quantity: packs && item.pack ? pieces / item.pack.holds : pieces,
    batch: `0${month % 12 + 1}12${item.method.length}`,
    expiry: "2006\u5E746\u6708",
    signed: spouse ? state.spouse.name : woman.name,
    issuer: "\u836F\u7BA1\u5458",
    remark: null,
    pieces
  }, month);
}
function report(people, books, period, habits, issues, random) {
  const parts = /* @__PURE__ */ new Map();
  const chains = /* @__PURE__ */ new Map();
  let transfers = Math.max(1, Math.round(people.villages.length / 12));
  for (const village of people.villages) {
    ITEMS.forEach((item, at) => {
      let any = false;
      for (let month = period.from; month <= period.to; month++) if (issues.has(`${village.index}|${at}|${month}`)) any = true;
      if (!any) return;
      const lot = item.unit === "\u677F" ? 20 : 200;
      let opening = random.int(2, 8) * (lot / 10);
      const chain = [];
      let transferred = null;
      chains.set(`${village.index}|${at}`, chain);
      for (let month = period.from; month <= period.to; month++) {
        const rows = issues.get(`${village.index}|${at}|${month}`) ?? [];
        const issued = rows.reduce((sum, row2) => sum + Number(row2.values["pieces"]), 0);
        let received = 0;
        while (opening + received < issued + lot / 4) received += lot / 2;
        const lost = random.chance(0.05) && opening + received - issued > 3 ? random.int(1, 3) : 0;
        const closing = opening + received - issued - lost;
        const users = habits.byTimes(village.index) ? rows.length : new Set(rows.map((row2) => row2.person)).size;
        const row = books.add("suppliesReport", village.index, -1, {
          village: village.name,
          month,
          item: item.name,
          specification: item.specification,
          unit: item.unit,
          opening,
          received,
          issued,
          lost: lost || (habits.blankLoss(village.index) ? null : 0),
          closing,
          users,
          batch: `0${month % 12 + 1}12`,
          remark: null
        }, month);
        chain.push(row);
        if (transferred) books.allow("transferAcrossMonthEnd", "reviewAllowed", village.index, [[transferred, "closing"], [row, "opening"], [transferred, "received"]]);
        transferred = null;
        parts.set(`${village.index}|${at}|${month}`, { issues: rows, report: row });
        opening = closing;
        if (transfers > 0 && month === period.from + 3 && month < period.to && village.index % 5 === Math.min(3, people.villages.length - 1)) {
          transfers--;
          opening += lot / 2;
          row.values["remark"] = `\u6708\u672B\u8C03\u5165${lot / 2}${item.unit},\u8BB0\u5165\u4E0B\u6708\u671F\u521D`;
          transferred = row;
        }
      }
      if (habits.blankLoss(village.index) && chain[0]) books.lawful.push({ exception: "blankLoss", answer: "none", village: village.index, cells: [[chain[0], "lost"]] });
      if (item.pack && habits.packs(village.index) && chain[0]) books.lawful.push({ exception: "packs", answer: "none", village: village.index, cells: [[chain[0], "issued"]] });
      if (habits.byTimes(village.index) && chain[0]) books.lawful.push({ exception: "timesNotPeople", answer: "none", village: village.index, cells: [[chain[0], "users"]] });
    });
  }
  return { parts, chains };
}
function namesakes(people, books) {
  const bearers = /* @__PURE__ */ new Map();
  for (const woman of people.women) {
    for (const name of [woman.name, woman.start.spouse.name]) {
      const key = `${woman.village}|${name}`;
      const list = bearers.get(key);
      if (list) list.push(woman.n);
      else bearers.set(key, [woman.n]);
    }
  }
  const shared = /* @__PURE__ */ new Set();
  for (const list of bearers.values()) if (list.length > 1) for (const n of list) shared.add(n);
  const told = /* @__PURE__ */ new Set();
  for (const row of books.of("suppliesLedger")) {
    if (!shared.has(row.person)) continue;
    const key = `${row.person}|${String(row.values["name"])}`;
    if ((bearers.get(`${row.village}|${String(row.values["name"])}`)?.length ?? 0) < 2 || told.has(key)) continue;
    told.add(key);
    books.allow("receiverNamesake", "reviewAllowed", row.village, [[row, "name"]]);
  }
  return shared;
}

// test/support/township/generate.ts
var FROM = 2004 * 12;
var TO = 2004 * 12 + 8;
var WORKBOOK = `${TOWN}\u4E5D\u9879\u8BB0\u5F55.xlsx`;
function generateTownship(options) {
  const random = new Random(options.seed);
  const villages = Math.max(1, options.villages);
  const mixed = options.layouts === "mixed";
  const period = periodOf(villages, mixed);
  const people = populate(options, villages, period, random);
  const timeline = new Timeline(people, random.fork("timeline"), period);
  timeline.run(options.women);
  const wanted = options.errors ? Math.max(1, Math.round(options.women * (options.errorRate ?? 0.03))) : 0;
  const chosen = options.errors ? choosePartVillages(villages, random.fork("parts")) : null;
  const before = new EventErrors(people, period, random.fork("event-errors"), timeline.events, new Set(chosen ? [chosen.slips, chosen.book, chosen.column] : []));
  if (options.errors) {
    before.run(Math.ceil(wanted * 0.25));
    const grown = chosen ? [chosen.pattern, chosen.stock] : [0, 0];
    for (const [i, village] of grown.entries()) before.grownOut(village, i === 0, (event) => event.woman.events.push(event));
  }
  const written = write(people, period, timeline, random);
  for (const event of timeline.events) {
    if (event.lawful === null || event.lawful === "seeded") continue;
    const rows = written.books.about(event.woman.n);
    const loose = event.lawful === "turnsFifty" || event.lawful === "asOfDiffers" || event.lawful === "entryLag" || event.lawful === "lateReport" || event.lawful === "lateBirth";
    written.books.allow(event.lawful, loose ? "reviewAllowed" : "none", event.woman.village, rows.map((row) => [row, "name"]));
  }
  const plans = (mixed ? mixedSheets : plainSheets)({
    books: written.books,
    villages: people.villages.map((v) => v.name),
    period,
    random: random.fork("sheets"),
    bareExport: options.bareExport ?? false
  });
  for (const plan of plans) plan.file = WORKBOOK;
  uniqueNames(plans);
  const bench = new ErrorBench(written, random.fork("row-errors"));
  const patterns = options.errors ? spoil(bench, plans, chosen, before.pending.length, wanted) : [];
  for (const pending of before.pending) {
    const draft = pending(written);
    if (draft) bench.drafts.push(draft);
  }
  if (options.noise === "awful") {
    const local = random.fork("damage");
    for (const record of RECORDS) for (const row of written.books.of(record)) if (!row.deleted && !row.follows && local.chance(1 / 3)) damage(row, local);
  }
  const spoilt = [];
  const context = { noise: options.noise, random: random.fork("layout"), villageNames: people.villages.map((v) => v.name), spoilt };
  const books = plans.map((plan) => new Layout(plan, context).run());
  return { books, truth: truthOf(options, villages, period, written, bench, spoilt, patterns) };
}
function periodOf(villages, mixed) {
  return {
    from: FROM,
    to: TO,
    electronicAsOf: monthEnd(TO),
    handAsOf: Array.from({ length: villages }, (_, i) => mixed && i === 6 ? monthEnd(TO - 1) : monthEnd(TO))
  };
}
function populate(options, villages, period, random) {
  const people = new Population(random.fork("people"), villages, period.from, period.to);
  const sizes = random.fork("sizes");
  const weights = Array.from({ length: villages }, () => 0.8 + sizes.next() * 0.4);
  const all = weights.reduce((a, b) => a + b, 0);
  let made = 0;
  for (let v = 0; v < villages; v++) {
    const count = v === villages - 1 ? options.women - made : Math.round(options.women * (weights[v] ?? 1) / all);
    for (let i = 0; i < count; i++) people.resident(v);
    made += count;
  }
  return people;
}
function write(people, period, timeline, random) {
  const books = new Books(people.women.length);
  const local = random.fork("writing");
  const ledgers = new LedgerRows(people, books, {
    handKeepsEnded: (v) => v % 3 === 1,
    electronicKeepsEnded: random.chance(0.7),
    handKeepsSpouse: (v) => v % 2 === 0
  }, local);
  lawfulStates(people, ledgers, books, random.fork("lawful"));
  const events = new EventRows(people, books, period, random.fork("events"), timeline.events);
  const feedback = new FeedbackRows(people, books, period, random.fork("feedback-rows"));
  writeCheckups(people, books, period, random.fork("checkups"));
  const supplies = writeSupplies(people, books, period, { packs: (v) => v % 4 === 2, byTimes: (v) => v % 7 === 5, blankLoss: (v) => v % 3 !== 0 }, random.fork("supplies"));
  const migrants = new MigrantRows(people, books, period, random.fork("migrants"));
  return { people, period, books, ledgers, events, feedback, supplies, migrants, namesakes: namesakes(people, books) };
}
function spoil(bench, plans, chosen, done, wanted) {
  const patterns = [];
  if (chosen) {
    const found = pattern(bench, chosen.pattern);
    if (found) patterns.push({ village: bench.written.people.villages[chosen.pattern]?.name ?? "", check: "ledgers", ...found });
    bench.drafts.push(...partErrors(bench.written, plans, chosen));
    for (const woman of bench.written.people.women) if (bench.written.ledgers.hand[woman.n]?.deleted || woman.village === chosen.book || woman.village === chosen.slips) woman.taken = true;
  }
  const recipes = [...ledgerErrors(bench), ...bookErrors(bench), ...supplyErrors(bench, plans, new Set(chosen ? [chosen.stock] : []))];
  const order = bench.random.shuffle(recipes.map((_, i) => i));
  const failed = /* @__PURE__ */ new Set();
  let count = done;
  for (let turn = 0; count < wanted && failed.size < recipes.length; turn++) {
    const at = order[turn % order.length] ?? 0;
    if (failed.has(at)) continue;
    if (recipes[at]?.()) count++;
    else if (turn >= order.length * 2) failed.add(at);
  }
  return patterns;
}
function uniqueNames(plans) {
  const seen = /* @__PURE__ */ new Set();
  for (const plan of plans) {
    let name = plan.name.slice(0, 31);
    for (let i = 2; seen.has(name); i++) name = `${plan.name.slice(0, 27)}(${i})`;
    seen.add(name);
    plan.name = name;
  }
}
function truthOf(options, villages, period, written, bench, spoilt, patterns) {
  const names = written.people.villages.map((v) => v.name);
  const errors = bench.drafts.map((draft, i) => toTruth(draft, `t${i + 1}`, written.books, names));
  for (const total of spoilt) {
    const { plan } = total;
    errors.push({
      id: `t${errors.length + 1}`,
      recipe: "printedTotal",
      kind: "total",
      kinds: ["total"],
      check: "printedTotals",
      checks: ["printedTotals"],
      field: total.field,
      fields: [total.field],
      village: total.village,
      record: plan.record,
      scope: "item",
      absentFrom: null,
      month: null,
      cells: [{ record: plan.record, file: plan.file, sheet: plan.name, address: `${columnName(total.column)}${total.row + 1}` }],
      anyOf: [],
      suspect: [plan.record, null],
      ambiguous: false,
      pattern: false,
      note: "a printed total that its rows do not give"
    });
  }
  const lawful = written.books.lawful.map((note) => ({ exception: note.exception, answer: note.answer, village: names[note.village] ?? null, cells: cellsOf(note.cells.filter(([row]) => !row.deleted)) })).filter((note) => note.cells.length > 0);
  const ledgerRows = ["handLedger", "electronicLedger"].reduce((sum, record) => sum + written.books.of(record).filter((row) => !row.deleted).length, 0);
  return {
    options: { errorRate: 0.03, bareExport: false, ...options },
    period: { from: isoMonth(period.from), to: isoMonth(period.to) },
    villages: names.slice(0, villages),
    women: options.women,
    errors,
    lawful,
    patterns,
    expectedReviews: lawful.filter((l) => l.answer === "reviewAllowed").length,
    ledgerRows,
    skipMarker: SKIP_MARKER
  };
}

// ../../tmp/gen/time.ts
for (const [women, villages] of [[5e4, 60], [2e5, 200]]) {
  const s = performance.now();
  const t = generateTownship({ seed: 2, women, villages, noise: "usual", errors: true, layouts: "mixed" });
  console.log(women, Math.round(performance.now() - s), "ms", t.books.reduce((a, b) => a + b.rows.length, 0), "rows", t.truth.errors.length, Math.round(process.memoryUsage().rss / 1e6), "MB");
}
