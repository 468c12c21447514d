/*
 * The two loops that a question spends its time in are written in WebAssembly's text form (scan.wat, compare.wat), for its SIMD
 * instructions: JavaScript has none and takes five to thirty times as long. Compiled they stand in scan.ts and compare.ts; a test
 * compiles them again and compares.
 */

/** What is used of WebAssembly: neither the language's nor Node's types declare it. */
declare const WebAssembly: {
  validate(binary: Uint8Array): boolean;
  readonly Memory: new (size: { initial: number }) => KernelMemory;
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

interface KernelMemory {
  readonly buffer: ArrayBuffer;
}

export interface Kernel {
  /** Zeros at first. */
  readonly memory: ArrayBuffer;
  /** Numbers are whole: places in the memory, and counts. */
  readonly call: (...numbers: number[]) => void;
}

/** Bytes of a WebAssembly page, in which memory is given. */
const PAGE = 65_536;

/**
 * @param name of the module's import and of its function.
 * @param compiled in base64.
 * @param bytes of memory.
 * @returns `null` where WebAssembly has no SIMD: Node has it on all 64-bit machines.
 */
export function openKernel(name: string, compiled: string, bytes: number): Kernel | null {
  const binary = Buffer.from(compiled, 'base64');
  if (!WebAssembly.validate(binary)) return null;
  const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(bytes / PAGE)) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { [name]: { memory } });
  return { memory: memory.buffer, call: exports[name] as Kernel['call'] };
}
