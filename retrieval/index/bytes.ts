/** Collects bytes; whole numbers below 2^32 take one byte for each 7 bits (LEB128). */
export class ByteWriter {
  private bytes: Uint8Array;
  /** Bytes written so far. */
  length = 0;

  /** @param room bytes to begin with, more than 5. */
  constructor(room = 1 << 16) {
    this.bytes = new Uint8Array(room);
  }

  varint(value: number): void {
    if (this.length + 5 > this.bytes.length) this.grow();
    while (value >= 0x80) {
      this.bytes[this.length++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    this.bytes[this.length++] = value;
  }

  /** What was written; the writer must not be used after. */
  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Reads what `ByteWriter` wrote. */
export class ByteReader {
  constructor(
    readonly bytes: Uint8Array,
    /** Where the next number starts. */
    public at = 0,
  ) {}

  /** @throws RangeError when the bytes end within the number. */
  varint(): number {
    let byte = this.bytes[this.at++]!;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; ; shift += 7) {
      if (this.at >= this.bytes.length) throw new RangeError(`reading a number: bytes up to its last expected, found an end after ${this.bytes.length}`);
      byte = this.bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }
}

/** The bytes of a typed array, not copied. */
export function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The other way: a typed array over bytes that lie at a multiple of its value's size. */
export function valuesOf<T>(
  bytes: Uint8Array,
  type: { new (buffer: ArrayBufferLike, offset: number, length: number): T; readonly BYTES_PER_ELEMENT: number },
): T {
  return new type(bytes.buffer, bytes.byteOffset, bytes.byteLength / type.BYTES_PER_ELEMENT);
}
