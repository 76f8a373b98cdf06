import { inflateSync } from 'node:zlib';

/** A picture as rows of red, green, blue and alpha bytes. */
export interface DecodedPng {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Reads a PNG of 8 bits a sample with or without alpha, not interlaced; throws for others. Source: https://www.w3.org/TR/png-3/ */
export function decodePng(file: Buffer): DecodedPng {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, kind, , , interlaced] = file.subarray(24, 29);
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced !== 0) throw new Error('a PNG of another kind');
  const samples = kind === 6 ? 4 : 3;
  const rows = unfiltered(inflateSync(Buffer.concat(dataOf(file))), width * samples, samples);
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let n = 0; n < width * height; n++) {
    pixels.set(rows.subarray(n * samples, (n + 1) * samples), n * 4);
  }
  return { width, height, pixels };
}

function dataOf(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const body = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') found.push(body);
  }
  return found;
}

/** Undoes what was done to each line: every byte was written as its difference to a guess from those left of it and above. */
function unfiltered(lines: Buffer, width: number, samples: number): Uint8Array {
  const height = lines.length / (width + 1);
  const rows = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (width + 1)] ?? 0;
    for (let x = 0; x < width; x++) {
      const left = x >= samples ? (rows[y * width + x - samples] ?? 0) : 0;
      const above = y > 0 ? (rows[(y - 1) * width + x] ?? 0) : 0;
      const corner = x >= samples && y > 0 ? (rows[(y - 1) * width + x - samples] ?? 0) : 0;
      const guess = [0, left, above, Math.floor((left + above) / 2), paeth(left, above, corner)][filter] ?? 0;
      rows[y * width + x] = (lines[y * (width + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return rows;
}

function paeth(left: number, above: number, corner: number): number {
  const aim = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(aim - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
