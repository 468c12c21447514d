"""Prints what the network says of a made-up question and passage: reader.test.ts holds that the program says the same.

    python3 reference.py > ../../../../test/retrieval/search/reader/reference.json
"""

import base64
import json

import numpy as np

from model import STRIDES, TAPS, WIDTH, read
from train import READER

TOKENS, PASSAGE_TOKENS, DIMENSIONS = 5, 14, 384


def made_up(rows: int, start: float) -> np.ndarray:
    values = np.sin(start + np.arange(rows * DIMENSIONS) ** 2 % 1009).reshape(rows, DIMENSIONS)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


def weights() -> dict:
    arrays = {name: np.frombuffer(base64.b64decode(values), "<f2").astype(np.float32) for name, values in json.loads(READER.read_text())["arrays"].items()}
    for name in ("passage", "question", "look", "mix", "mixSummary", *(f"mix{at}" for at in range(len(STRIDES))), *(f"taps{at}" for at in range(len(STRIDES)))):
        arrays[name] = arrays[name].reshape(-1, WIDTH)
    assert arrays["taps0"].shape == (TAPS, WIDTH)
    return arrays


question, passage = made_up(TOKENS, 1), made_up(PASSAGE_TOKENS, 2)
codes = np.where(passage > 0, 1, -1) * np.abs(passage).mean(1, keepdims=True)
at = np.arange(PASSAGE_TOKENS)
batch = {
    "question": question[None], "asked": np.ones((1, TOKENS)), "content": (np.arange(TOKENS) % 2)[None],
    "passage": codes[None, None], "there": np.ones((1, 1, PASSAGE_TOKENS)), "marks": np.stack([at % 5 == 0, at % 3 == 0, at % 4 == 0], 1)[None, None].astype(np.float32),
}
print(json.dumps([round(float(value), 5) for value in read(weights(), batch)[0, 0]]))
