/*
 * The loops that a question spends its time in are written in WebAssembly's text form (the files .wat), for its SIMD instructions:
 * JavaScript has none and takes five to thirty times as long. Each stands compiled in the file .ts of its name, beside the same
 * functions in JavaScript; a test compiles them again, and compares both.
 */

/** What is used of WebAssembly: neither the language's nor Node's types declare it. */
declare const WebAssembly: {
  validate(binary: Uint8Array): boolean;
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

/** Some functions over one memory. Their arguments are places in it, in bytes, and counts. */
export interface KernelSource<Functions extends object> {
  /** Of the module that the memory is imported from. */
  readonly name: string;
  /** The module in base64; its exports are the functions. */
  readonly compiled: string;
  /** The same in JavaScript, where WebAssembly has no SIMD (Node has it on all 64-bit machines but the oldest). */
  readonly plain: (memory: ArrayBuffer) => Functions;
}

/** Functions and the memory that they work in. */
export interface Kernel<Functions extends object> {
  /** Zeros at first. */
  readonly memory: ArrayBuffer;
  readonly functions: Functions;
}

/** Bytes of a WebAssembly page, in which memory is given. */
const PAGE = 65_536;

/** @param bytes of memory. */
export function openKernel<Functions extends object>(source: KernelSource<Functions>, bytes: number): Kernel<Functions> {
  const binary = Buffer.from(source.compiled, 'base64');
  if (!WebAssembly.validate(binary)) return plainKernel(source, bytes);
  const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(bytes / PAGE)) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { [source.name]: { memory } });
  return { memory: memory.buffer, functions: exports as Functions };
}

/** The same in JavaScript. @param bytes of memory; as many as WebAssembly would give */
export function plainKernel<Functions extends object>({ plain }: KernelSource<Functions>, bytes: number): Kernel<Functions> {
  const memory = new ArrayBuffer(Math.max(1, Math.ceil(bytes / PAGE)) * PAGE);
  return { memory, functions: plain(memory) };
}
