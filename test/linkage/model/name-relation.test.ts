/** How two Chinese names stand to each other: by sound, shape, order and number of characters, and where a part is not known. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readingsOf } from "../../../src/linkage/characters/characters.js";
import { chineseNameLevel, NAME_RELATIONS, nameRelation, type NameRelation } from "../../../src/linkage/model/chinese-evidence.js";
import { NAME } from "../../../src/linkage/model/levels.js";
import { normalValue } from "../../../src/linkage/model/normal-value.js";
import type { Tongue } from "../../../src/linkage/model/settings.js";

const tongue: Tongue = { simplify: (text) => text, readings: readingsOf };

describe("relations", () => {
  it.each<[string, string, NameRelation, string]>([
    ["王秀英", "王鹰秀", "mixed", "sound, and another order"],
    ["李方兰", "李兰芳", "mixed", "one by sound, and another order"],
    ["李兰方", "李芳岚", "mixed", "both by sound, and another order"],
    ["王绣", "王秀英", "mixed", "sound, and one more behind"],
    ["王营", "王秀英", "mixed", "sound, and one more between"],
    ["王绣英", "王秀英梅", "mixed", "sound, and one more of four"],
    ["王秀英", "王英秀", "order", "order alone"],
    ["王英", "王秀英", "leftOut", "one more alone"],
    ["王秀英", "王绣鹰", "sound", "sound alone"],
    ["李芬", "张秀芳", "other", "another surname, shape and number"],
    ["李绣", "王秀英", "other", "another surname, sound and number"],
    ["王秀英", "李鹰秀", "other", "another surname, sound and order"],
    ["王秀英", "王梅兰", "other", "the surname only"],
  ])("%s and %s: %s (%s)", (a, b, relation) => {
    expect(nameRelation(a, b, tongue)).toBe(relation);
    expect(nameRelation(b, a, tongue)).toBe(relation);
  });

  it.each<[string, string, NameRelation, string]>([
    ["王□英", "王秀英", "unknown", "the middle character is not known"],
    ["王秀□", "王秀英", "unknown", "the last character is not known"],
    ["王□英", "王绣鹰", "unknown", "the other by sound"],
    ["王□英", "王秀□", "unknown", "each knows what the other does not"],
    ["王□英", "王秀兰", "other", "what is known differs"],
    ["王□英", "李秀英", "other", "another surname"],
    ["王□英", "王英", "other", "another number of characters"],
    ["李某", "李秀英", "surnameOnly", "of three characters"],
    ["李某", "李芳", "surnameOnly", "of two"],
    ["李某", "李□英", "surnameOnly", "beside a character that is not known"],
    ["李某", "张秀英", "other", "another surname"],
    ["李某某", "李秀英", "surnameOnly", "as books have it that were not read by this reader"],
    ["李某", "李某某", "surnameOnly", "both"],
    ["李某", "王某某", "other", "both, of two surnames"],
    ["欧某", "欧阳某", "other", "both, of two surnames that begin alike"],
    ["李某", "李", "surnameOnly", "the surname is all there is"],
    ["某", "王某", "other", "nobody at all"],
    ["李英某", "李英兰", "unknown", "the last character is not known"],
    ["李某英", "李秀英", "unknown", "the middle character is not known"],
    ["欧阳某", "欧阳雪", "surnameOnly", "a compound surname"],
    ["曾某", "增玉兰", "other", "the surname by sound alone"],
  ])("not all is known: %s and %s: %s (%s)", (a, b, relation) => {
    expect(nameRelation(a, b, tongue)).toBe(relation);
    expect(nameRelation(b, a, tongue)).toBe(relation);
  });

  it.each<[string, string, NameRelation, string]>([
    ["王rong霞", "王荣霞", "sound", "a sound in letters"],
    ["王RONG霞", "王荣霞", "sound", "in capitals, as the books keep letters in names"],
    ["王荣xia", "王荣霞", "sound", "at the end"],
    ["xu芳", "徐芳", "sound", "the surname"],
    ["王rongxia", "王荣霞", "other", "two characters in one word are not taken apart"],
    ["王rong英", "王荣霞", "other", "the other character differs"],
    ["王xiu霞", "王荣霞", "other", "another sound"],
    ["王yin霞", "王英霞", "blurred", "n for ng"],
    ["zou珊", "周珊", "blurred", "z for zh in the surname"],
    ["王rong霞", "王rong侠", "sound", "letters in both"],
    ["王rong□", "王荣霞", "unknown", "beside a character that is not known"],
  ])("letters: %s and %s: %s (%s)", (a, b, relation) => {
    expect(nameRelation(a, b, tongue)).toBe(relation);
    expect(nameRelation(b, a, tongue)).toBe(relation);
  });

  it("what the reader of cells makes of such names keeps its relation", () => {
    const of = (a: string, b: string): NameRelation => nameRelation(normalValue(a, "name", tongue), normalValue(b, "name", tongue), tongue);
    expect(of("李英?", "李英兰")).toBe("unknown");
    expect(of("李某英", "李秀英")).toBe("unknown");
    expect(of("欧阳女士", "欧阳雪")).toBe("surnameOnly");
    expect(of("李××", "李秀英")).toBe("surnameOnly");
    expect(of("王RONG霞", "王荣霞")).toBe("sound");
  });

  it("the less is known, the lower the level", () => {
    const level = (relation: NameRelation): number => NAME_RELATIONS[relation].level;
    expect(level("sound")).toBeLessThan(level("blurred"));
    expect(level("order")).toBeLessThan(level("mixed"));
    expect(level("leftOut")).toBeLessThanOrEqual(level("mixed"));
    expect(level("unknown")).toBeLessThan(level("surnameOnly"));
    expect(level("surnameOnly")).toBeLessThan(level("other"));
  });
});

describe("laws", () => {
  const SOUNDS = ["rong", "xiu", "YING", "x"];
  const character = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(..."王李欧阳秀英鹰芳方芬兰岚梅海小阿子门氏曾增单荣霞") }, { weight: 1, arbitrary: fc.constantFrom("□", "某") }, { weight: 1, arbitrary: fc.constantFrom(...SOUNDS) });
  const name = fc.array(character, { minLength: 1, maxLength: 5 }).map((characters) => characters.join(""));

  it("which name comes first changes nothing", () => {
    fc.assert(fc.property(name, name, fc.boolean(), (a, b, known) => {
      fc.pre(a !== b);
      const own = known ? tongue : null;
      expect(nameRelation(b, a, own)).toBe(nameRelation(a, b, own));
      expect(chineseNameLevel(a, b, own)).toBeGreaterThan(1);
      expect(chineseNameLevel(a, b, own)).toBeLessThanOrEqual(NAME.other);
    }), { numRuns: 3000 });
  });

  it("one character replaced by its sound in letters, or by □, is never another name", () => {
    const common = fc.constantFrom(..."王李张秀英芳兰梅荣霞");
    fc.assert(fc.property(fc.array(common, { minLength: 2, maxLength: 3 }), fc.nat(2), fc.boolean(), (characters, place, capitals) => {
      const at = place % characters.length;
      const whole = characters.join("");
      const [reading = ""] = readingsOf(characters[at]!, at === 0);
      const written = (sign: string): string => characters.map((one, i) => (i === at ? sign : one)).join("");
      expect(nameRelation(whole, written(capitals ? reading.toUpperCase() : reading), tongue)).toBe("sound");
      expect(nameRelation(whole, written("□"), tongue)).toBe(at === 1 && characters.length === 2 ? "surnameOnly" : "unknown");
    }));
  });
});
