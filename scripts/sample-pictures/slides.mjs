const ink = '0.09 0.25 0.35 rg';
const paper = '0.965 0.93 0.86 rg';

/** The slides of the talk in the sample blog as PDF bytes: five pages, written by hand so that nothing has to be installed. */
export function slides() {
  const pages = [
    [
      ['Slow harbours', 64, 330, 50],
      ['Where the tide is so small that people forget it', 64, 280, 22],
      ['Mara Lindqvist - Shorelines 2024', 64, 70, 16],
    ],
    [
      ['Three harbours, one question', 64, 440, 34],
      ['Bergen     mean range 0.90 m', 84, 350, 22],
      ['Goteborg   mean range 0.18 m', 84, 300, 22],
      ['Gdynia     mean range 0.03 m', 84, 250, 22],
      ['Which of them was flooded last?', 84, 170, 22],
    ],
    [['One month in Bergen', 64, 440, 34]],
    [
      ['What a small tide teaches', 64, 440, 34],
      ['1.  Build on the highest sea, not the mean one', 84, 350, 22],
      ['2.  Measure for a year before you draw', 84, 300, 22],
      ['3.  Ask who remembers the last time', 84, 250, 22],
    ],
    [
      ['Sources', 64, 440, 34],
      ['Float gauge, Bergen, 1915-2023', 84, 350, 20],
      ['Harbour logs, forty-one volumes', 84, 310, 20],
      ['slow-harbour.example', 84, 110, 20],
    ],
  ];
  return assemble(pages.map((texts, index) => background(index) + texts.map(write).join('')));
}

function write([text, x, y, size]) {
  return `BT ${ink} /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET\n`;
}

function background(index) {
  let out = `${paper} 0 0 960 540 re f\n0.71 0.26 0.18 rg 0 0 960 14 re f\n`;
  if (index !== 2 && index !== 0) return out;
  const tall = index === 2 ? 120 : 46;
  const middle = index === 2 ? 230 : 170;
  out += '0.12 0.44 0.56 RG 3 w\n';
  for (let x = 64; x <= 896; x += 4) {
    const t = (x - 64) / (index === 2 ? 7 : 16);
    const y = middle + tall * (0.7 * Math.cos(t) + 0.3 * Math.cos(t * 1.035)) * (0.6 + 0.4 * Math.cos(t / 14));
    out += `${x} ${y.toFixed(1)} ${x === 64 ? 'm' : 'l'}\n`;
  }
  return `${out}S\n`;
}

/** Lays out the objects and the cross-reference table as ISO 32000-1, 7.5, asks. */
function assemble(contents) {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>'];
  const kids = contents.map((_, index) => `${4 + index * 2} 0 R`);
  objects.push(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${contents.length} >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  contents.forEach((content, index) => {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
    );
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}endstream`);
  });
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  return Buffer.from(
    `${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}
