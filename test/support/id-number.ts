/** Synthetic ID numbers with a right check digit (GB 11643), area 430203. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** @param birth "YYYY-MM-DD" @param serial three digits, even for women */
export function idNumber(birth: string, serial: number): string {
  const head = `430203${birth.replaceAll("-", "")}${String(serial).padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(head[i]), 0);
  return head + "10X98765432".charAt(sum % 11);
}
