"""Teaches the reader. Run only to teach it anew; users never need it.

    npm run fit -- --benchmark ../shared/benchmarks/piaf --reader-examples /tmp/examples
    python3 -m pip install -r requirements.txt
    python3 train.py /tmp/examples

Writes ../reader.json. Afterwards `npm run fit` learns how far to trust it, from the articles that it was not taught with.
"""

import argparse
import base64
import json
import time
from pathlib import Path

import jax
import numpy as np

from examples import Examples, SMALL_DOSSIERS
from model import STRIDES, WIDTH, begin, loss

HERE = Path(__file__).resolve().parent
READER = HERE.parent / "reader.json"
COMMAND = "python3 retrieval/search/reader/training/train.py EXAMPLES"

EPOCHS = 5
BATCH = 16
STEP = 2e-3
WARM_UP = 60  # steps
DECAY = 1e-2
TYPED = 0.3  # share of the questions taken as typed in haste
LARGEST_SLOPE = 2.0


def main() -> None:
    options = argparse.ArgumentParser(description="Teaches the reader.")
    options.add_argument("examples", type=Path, help="folder that npm run fit -- --reader-examples wrote")
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--to", type=Path, default=READER, help="file to write (default: %(default)s)")
    given = options.parse_args()
    examples = Examples(given.examples)
    print(f"{len(examples.questions)} questions", flush=True)
    # Written after each epoch: what was taught so far is kept.
    for weights in teach(examples, examples.questions, given.epochs):
        given.to.write_text(json.dumps(as_file(weights, examples.model), indent=1) + "\n")


def teach(examples: Examples, questions: list, epochs: int):
    # Each question comes twice in a row, as asked and as typed.
    pairs = [questions[at:at + 2] for at in range(0, len(questions), 2)]
    random = np.random.default_rng(1)
    scale = sharpness(questions)
    weights = jax.tree.map(lambda values: jax.numpy.asarray(np.asarray(values)), begin(jax.random.key(1, impl="rbg"), examples.dimensions))
    first, second = (jax.tree.map(jax.numpy.zeros_like, weights) for _ in range(2))
    steps, done, key, began = epochs * (len(pairs) // BATCH), 0, jax.random.key(2, impl="rbg"), time.time()
    for epoch in range(epochs):
        # A dossier's centre is its own: every other epoch has that of a small one.
        centre = examples.centre(random, None if epoch % 2 == 0 else int(random.choice(SMALL_DOSSIERS)))
        codes = jax.numpy.asarray(examples.encoded(centre))
        order, told = random.permutation(len(pairs)), []
        for at in range(0, len(order) - BATCH + 1, BATCH):
            chosen = [pairs[each][int(random.random() < TYPED) % len(pairs[each])] for each in order[at:at + BATCH]]
            done += 1
            length = STEP * min(1, done / WARM_UP) * (0.5 * (1 + np.cos(np.pi * done / steps)) + 0.01)
            key, own = jax.random.split(key)
            weights, first, second, parts = improve(weights, first, second, float(done), float(length), examples.batch(chosen, centre, random, scale), codes, own)
            told.append(np.array(parts))
        print(f"  epoch {epoch + 1}: ranking {np.mean(told, 0)[0]:.3f} sentence {np.mean(told, 0)[1]:.3f} answer {np.mean(told, 0)[2]:.3f} any {np.mean(told, 0)[3]:.3f}, {time.time() - began:.0f} s", flush=True)
        yield weights


@jax.jit
def improve(weights, first, second, done, length, batch, codes, key):
    """One step of AdamW (Loshchilov and Hutter 2019)."""
    (_, parts), slopes = jax.value_and_grad(loss, has_aux=True)(weights, batch, codes, key)
    steepness = sum((slope ** 2).sum() for slope in jax.tree.leaves(slopes)) ** 0.5
    slopes = jax.tree.map(lambda slope: slope * jax.numpy.minimum(1, LARGEST_SLOPE / (steepness + 1e-9)), slopes)
    first = jax.tree.map(lambda moment, slope: 0.9 * moment + 0.1 * slope, first, slopes)
    second = jax.tree.map(lambda moment, slope: 0.999 * moment + 0.001 * slope ** 2, second, slopes)

    def moved(value, mean, square):
        kept = value * (1 - length * DECAY) if value.ndim > 1 else value
        return kept - length * (mean / (1 - 0.9 ** done)) / ((square / (1 - 0.999 ** done)) ** 0.5 + 1e-8)

    return jax.tree.map(moved, weights, first, second), first, second, parts


def sharpness(questions: list) -> float:
    """The factor that makes the scores the passages have already the likeliest log-odds."""
    def unlikely(scale: float) -> float:
        total = 0.0
        for question in questions:
            right = np.isin(question["rows"], question["golds"])
            if right.any():
                odds = scale * np.array(question["scores"])
                total += np.logaddexp.reduce(odds) - np.logaddexp.reduce(odds[right])
        return total
    return min((10, 20, 30, 40, 60, 80, 100, 130, 160, 200), key=unlikely)


def as_file(weights: dict, model: str) -> dict:
    arrays = {name: base64.b64encode(np.asarray(values, "<f2").tobytes()).decode() for name, values in weights.items() if name != "any"}
    return {"command": COMMAND, "model": model, "width": WIDTH, "strides": list(STRIDES), "arrays": arrays}


if __name__ == "__main__":
    main()
