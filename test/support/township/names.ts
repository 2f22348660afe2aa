/** Names of invented people as rural names of the 1950s–1980s go, and the ways clerks write them wrongly or differently. */
import type { Random } from "./random.js";

export const SURNAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤", "欧阳"];

const FEMALE: Record<number, readonly [string, string]> = {
  50: ["秀桂玉淑凤兰素春菊月金翠银彩莲", "英珍兰莲梅华芝云芳香娥荣清枝秀"],
  60: ["秀桂玉春丽小建红美爱金翠雪文国", "英兰芳梅华香珍霞云萍琴玲平珠连芬"],
  70: ["丽小春海红晓艳文雪冬秋建玉美爱", "芳霞红梅艳燕萍玲娟丽敏琴云英辉霞"],
  80: ["丽晓婷雪海小文静佳玉思慧春艳倩", "娟燕丽霞芳静玲婷敏艳娜萍莉琳花"],
};
const FEMALE_SINGLE = [..."芳丽敏静艳燕霞红梅娟萍玲琴慧娜平芬云兰"];
const MALE: readonly [string, string] = ["建国志文明永德海小光世少正新春金卫玉友长", "华军明平国强林生辉勇伟忠祥富民松良清根兵"];
const MALE_SINGLE = [..."军勇伟强刚平辉斌峰林波涛华兵明"];
/** Names that every village has several of. */
const COMMON = ["王秀英", "李桂英", "张秀兰", "刘玉兰", "陈春梅", "王丽", "李小红", "张艳", "刘芳", "陈小英"];
const CHILD_FIRST = "子思佳文浩宇晨俊梓欣雨嘉志婷雅梦紫博";
const CHILD_LAST = "豪轩怡涵杰琪宇鑫瑶辉婷妍斌萱阳雯";

const letters = (text: string, random: Random): string => random.pick([...text]);

export function femaleName(surname: string, birthYear: number, random: Random): string {
  if (random.chance(0.008)) return random.pick(COMMON);
  const decade = Math.min(80, Math.max(50, Math.floor((birthYear % 100) / 10) * 10));
  if (random.chance(0.1)) return surname + random.pick(FEMALE_SINGLE);
  const [first, last] = FEMALE[decade] ?? ["秀", "英"];
  for (;;) {
    const a = letters(first, random);
    const b = random.chance(0.6) ? letters(last, random) : letters(FEMALE[random.pick([50, 60, 70, 80])]?.[1] ?? last, random);
    if (a !== b) return surname + a + b;
  }
}

export function maleName(surname: string, random: Random): string {
  if (random.chance(0.12)) return surname + random.pick(MALE_SINGLE);
  for (;;) {
    const a = letters(MALE[0], random);
    const b = letters(MALE[1], random);
    if (a !== b) return surname + a + b;
  }
}

export function childName(father: string, random: Random): string {
  const surname = father.startsWith("欧阳") ? "欧阳" : father.slice(0, 1);
  return surname + letters(CHILD_FIRST, random) + (random.chance(0.8) ? letters(CHILD_LAST, random) : "");
}

/** Same sound, other character. */
const HOMOPHONES: Record<string, string> = {
  英: "瑛", 兰: "岚", 芳: "方", 霞: "侠", 梅: "枚", 红: "洪", 丽: "莉", 艳: "彦", 燕: "艳", 娟: "捐", 萍: "平", 玲: "铃", 华: "花", 珍: "真", 琴: "勤",
  秀: "绣", 建: "健", 小: "晓", 明: "名", 军: "君", 国: "果", 平: "萍", 云: "芸", 娥: "鹅", 香: "湘", 荣: "容", 辉: "晖", 强: "墙", 林: "霖", 生: "升",
  伟: "玮", 忠: "中", 文: "纹", 志: "智", 德: "得", 静: "婧", 敏: "闽", 婷: "亭", 莲: "连", 连: "莲", 枝: "芝", 芝: "枝", 清: "青", 珠: "朱", 芬: "纷",
  勇: "永", 祥: "翔", 富: "福", 民: "敏", 良: "粮", 根: "跟", 兵: "冰", 花: "华", 莉: "利", 琳: "林", 慧: "惠", 娜: "纳", 松: "淞", 刚: "钢", 波: "播", 峰: "锋",
};
/** Looks alike. */
const LOOKALIKES: Record<string, string> = {
  芬: "芳", 梅: "海", 娥: "俄", 玉: "王", 兰: "三", 春: "舂", 月: "用", 素: "索", 淑: "椒", 秋: "秧", 冬: "各", 美: "羡", 菊: "掬", 彩: "采", 珍: "珠",
  明: "朋", 永: "水", 友: "发", 长: "氏", 光: "先", 新: "析", 文: "交", 少: "步", 雪: "雷", 倩: "情", 佳: "住", 琴: "琹", 婷: "停", 辉: "挥", 伟: "纬",
};
/** Simplified to traditional: the same name. */
const TRADITIONAL: Record<string, string> = {
  兰: "蘭", 丽: "麗", 华: "華", 凤: "鳳", 莲: "蓮", 张: "張", 陈: "陳", 刘: "劉", 黄: "黃", 杨: "楊", 赵: "趙", 吴: "吳", 孙: "孫", 马: "馬", 郑: "鄭",
  罗: "羅", 谢: "謝", 许: "許", 韩: "韓", 邓: "鄧", 钟: "鐘", 谭: "譚", 陆: "陸", 国: "國", 军: "軍", 伟: "偉", 强: "強", 红: "紅", 爱: "愛", 银: "銀", 芸: "蕓",
  辉: "輝", 静: "靜", 娴: "嫻", 云: "雲", 荣: "榮", 连: "連", 长: "長", 贤: "賢", 龙: "龍", 冯: "馮", 蒋: "蔣", 叶: "葉", 苏: "蘇", 卢: "盧", 贺: "賀", 邹: "鄒",
};

/** A name misheard or misread; undefined if no character of it has such a neighbour. */
export function misspelt(name: string, how: "sound" | "shape", random: Random): string | undefined {
  const table = how === "sound" ? HOMOPHONES : LOOKALIKES;
  const characters = [...name];
  for (let i = characters.length - 1; i >= 1; i--) {
    if (i > 1 && random.chance(0.3)) continue;
    const other = table[characters[i] ?? ""];
    if (other === undefined) continue;
    const wrong = [...characters];
    wrong[i] = other;
    const text = wrong.join("");
    if (text !== name) return text;
  }
  return undefined;
}

export function traditional(name: string): string {
  return [...name].map((c) => TRADITIONAL[c] ?? c).join("");
}

export const VILLAGES = [
  "新塘", "横岭", "石桥", "大屋", "清水", "龙潭", "樟树", "白马", "月形", "高桥", "枫树", "双江", "仙庾", "黄泥", "茶亭", "桐梓", "梅林", "长冲", "金钩", "太平",
  "杉木", "竹山", "花园", "红旗", "明照", "流芳", "宋家", "天台", "云峰", "荷叶", "板桥", "南冲", "东岸", "石坝", "岭下", "柘塘", "古塘", "松柏", "界牌", "麻园",
];

export function villageName(index: number): string {
  const base = VILLAGES[index % VILLAGES.length] ?? "新塘";
  const turn = Math.floor(index / VILLAGES.length);
  return `${turn === 0 ? "" : [..."上下前后东西南北中外"][(turn - 1) % 10] ?? ""}${turn > 10 ? [..."一二三四五六七八九十"][Math.floor((turn - 1) / 10) % 10] ?? "" : ""}${base}村`;
}
