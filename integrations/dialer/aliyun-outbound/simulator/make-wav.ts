const RATE = 8000;
const SECONDS = 0.25;

/** A real WAV file (8 kHz, 8 bit, one channel): a short tone whose height depends on the name. */
export function makeWav(name: string): Buffer {
  const samples = RATE * SECONDS;
  const file = Buffer.alloc(44 + samples);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + samples, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples, 40);
  const height = 300 + ([...name].reduce((sum, sign) => sum + sign.codePointAt(0)!, 0) % 400);
  for (let at = 0; at < samples; at += 1)
    file[44 + at] = 128 + Math.round(60 * Math.sin((2 * Math.PI * height * at) / RATE));
  return file;
}
