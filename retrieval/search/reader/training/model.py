"""The network, its names and shapes as retrieval/search/reader/reader-weights.ts has them, and what it is taught."""

import jax
import jax.numpy as jnp

WIDTH = 32
STRIDES = (1, 2, 4)
TAPS = 5
COSINE_SCALE, PROJECTION_SCALE = 3, 4  # as in reader.ts
DROPOUT = 0.15

# What counts beside telling passages apart: the sentence, the answer's own tokens, and whether there is an answer at all.
SENTENCE, ANSWER, ANY = 1.0, 0.3, 0.3

NOWHERE = -1e9


def begin(key, dimensions: int) -> dict:
    keys = iter(jax.random.split(key, 32))

    def spread(rows: int, columns: int, scale: float = 1.0):
        return jax.random.normal(next(keys), (rows, columns)) * scale / rows ** 0.5

    weights = {
        "passage": spread(dimensions, WIDTH), "question": spread(dimensions, WIDTH),
        "look": spread(WIDTH, WIDTH, 0.5), "lookBias": jnp.zeros(WIDTH), "cosineWeight": jnp.full(1, 8.0), "contentWeight": jnp.full(1, 0.5),
        "mix": spread(3 * WIDTH + 5, WIDTH), "mixSummary": spread(WIDTH, WIDTH, 0.5), "mixBias": jnp.zeros(WIDTH), "summary": jnp.zeros(WIDTH),
        "out": jnp.zeros(WIDTH), "outBias": jnp.zeros(1),
        # Only for the question whether there is an answer: not written.
        "any": jnp.array([1.0, 0.0]),
    }
    for at in range(len(STRIDES)):
        weights |= {f"taps{at}": jax.random.normal(next(keys), (TAPS, WIDTH)) * 0.3, f"mix{at}": spread(WIDTH, WIDTH), f"bias{at}": jnp.zeros(WIDTH)}
    return weights


def read(weights: dict, batch: dict, key=None):
    """How much each token of each passage speaks for being the answer: questions × passages × tokens."""
    keys = iter([None] * 8 if key is None else jax.random.split(key, 8))

    def dropped(values):
        chance = next(keys)
        return values if chance is None else values * jax.random.bernoulli(chance, 1 - DROPOUT, values.shape) / (1 - DROPOUT)

    asked, content, there = batch["asked"], batch["content"], batch["there"][..., None]
    cosines = jnp.einsum("bqd,bktd->bktq", batch["question"], batch["passage"])
    question = dropped(batch["question"] @ weights["question"] * PROJECTION_SCALE)
    own = dropped(batch["passage"] @ weights["passage"] * PROJECTION_SCALE)
    look = jnp.einsum("bktd,bqd->bktq", own @ weights["look"], question) / WIDTH ** 0.5
    bias = question @ weights["lookBias"] + weights["contentWeight"] * content + (asked - 1) * -NOWHERE
    seen = jnp.einsum("bktq,bqd->bktd", jax.nn.softmax(weights["cosineWeight"] * cosines + look + bias[:, None, None], -1), question)
    best = jnp.max(cosines + ((content - 1) * -NOWHERE)[:, None, None], -1)
    mean = jnp.einsum("bktq,bq->bkt", cosines, content / content.sum(-1, keepdims=True))
    summary = jnp.einsum("bq,bqd->bd", jax.nn.softmax(question @ weights["summary"] + (asked - 1) * -NOWHERE, -1), question)
    known = jnp.concatenate([own, seen, own * seen, COSINE_SCALE * best[..., None], COSINE_SCALE * mean[..., None], batch["marks"]], -1)
    states = jax.nn.relu(known @ weights["mix"] + (summary @ weights["mixSummary"])[:, None, None] + weights["mixBias"])
    states = dropped(states) * there
    for at, stride in enumerate(STRIDES):
        reach = (TAPS - 1) // 2 * stride
        padded = jnp.pad(states, ((0, 0), (0, 0), (reach, reach), (0, 0)))
        heard = sum(padded[:, :, tap * stride:tap * stride + states.shape[2]] * weights[f"taps{at}"][tap] for tap in range(TAPS))
        states = (states + dropped(jax.nn.relu(heard @ weights[f"mix{at}"] + weights[f"bias{at}"]))) * there
    return states @ weights["out"] + weights["outBias"]


def log_sum(values, where):
    return jax.scipy.special.logsumexp(jnp.where(where > 0, values, NOWHERE), -1)


def loss(weights: dict, batch: dict, codes, key):
    batch = batch | {"passage": codes[batch["tokens"]]}
    tokens = read(weights, batch, key)
    sums = log_sum(tokens, batch["there"])
    candidate = batch["candidate"]
    # Beside the score that the passages have already: what is learned is what that score does not say.
    scores = sums + batch["score"]
    ranking = log_sum(scores, candidate) - scores[:, 0]
    first, there = tokens[:, 0], batch["there"][:, 0]
    told = (batch["sentence"].sum(-1) > 0).astype(jnp.float32)
    sentence = (log_sum(first, there) - log_sum(first, batch["sentence"])) * told
    # The answer itself may be past the tokens that are learned from.
    held = (batch["answer"].sum(-1) > 0).astype(jnp.float32)
    answer = jnp.where(held > 0, log_sum(first, there) - log_sum(first, jnp.where(held[:, None] > 0, batch["answer"], there)), 0)
    odds = weights["any"][0] * sums + weights["any"][1]
    right = jnp.zeros_like(odds).at[:, 0].set(1)
    anything = ((jnp.logaddexp(0, odds) - right * odds) * candidate).sum(-1) / candidate.sum(-1)
    parts = jnp.stack([ranking.mean(), sentence.sum() / jnp.maximum(told.sum(), 1), answer.sum() / jnp.maximum(held.sum(), 1), anything.mean()])
    return parts @ jnp.array([1, SENTENCE, ANSWER, ANY]), parts
