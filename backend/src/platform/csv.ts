/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would run as a formula is kept from it by a leading apostrophe
 * (OWASP, CSV Injection).
 */
export function csvLine(cells: (string | number | null | undefined)[]): string {
  const text = cells.map((cell) => {
    const plain = cell === null || cell === undefined ? '' : String(cell);
    const safe = /^[=+\-@\t\r]/.test(plain) && typeof cell !== 'number' ? `'${plain}` : plain;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${text.join(',')}\r\n`;
}
