"""What the reader learns from: the folder that `npm run fit -- --reader-examples FOLDER` writes."""

import json
from pathlib import Path

import numpy as np

LONGEST_PASSAGE = 144  # tokens; few passages have more, and those are learned from by their beginning
LONGEST_QUESTION = 28
CANDIDATES = 5  # of a question in one step: the right one, some that were found, one of the same article, the right one without its answer
LEAST_LEFT = 10  # tokens that a passage without its answer must still have
WITHOUT_ANSWER = 0.01  # what a passage's score loses with its answer: about the lead of a first passage over a second
SMALL_DOSSIERS = (20, 60, 200)  # articles whose centre stands in for the whole's, one epoch in two


class Examples:
    def __init__(self, folder: Path):
        described = json.loads((folder / "examples.json").read_text())
        self.model, self.dimensions = described["model"], described["dimensions"]
        self.passages, self.questions = described["passages"], described["questions"]
        self.passage_vectors = unit(np.fromfile(folder / "passages.f32", np.float32).reshape(-1, self.dimensions))
        self.question_vectors = unit(np.fromfile(folder / "questions.f32", np.float32).reshape(-1, self.dimensions))
        self.rotation = np.fromfile(folder / "rotation.f32", np.float32).reshape(self.dimensions, self.dimensions)
        self.passage_from = np.concatenate([[0], np.cumsum([each["tokens"] for each in self.passages])])
        self.question_from = np.concatenate([[0], np.cumsum([each["tokens"] for each in self.questions])])
        for at, question in enumerate(self.questions):
            question["at"] = at
        self.rows_of = {}
        for row, passage in enumerate(self.passages):
            passage["marks"] = np.stack([passage["beginsSentence"], passage["digit"], passage["capital"]], 1).astype(np.float32)
            self.rows_of.setdefault(passage["file"], []).append(row)

    def centre(self, random, articles: int | None) -> np.ndarray:
        """Mean of the token vectors of some articles (of all: None), as a dossier of them would have it."""
        if articles is None:
            return self.passage_vectors.mean(0)
        files = random.choice(list(self.rows_of), min(articles, len(self.rows_of)), replace=False)
        return np.concatenate([self.passage_vectors[self.passage_from[row]:self.passage_from[row + 1]] for file in files for row in self.rows_of[file]]).mean(0)

    def prepared(self, vectors: np.ndarray, centre: np.ndarray) -> np.ndarray:
        """As TokenCoder.prepare: centred, at unit length, rotated."""
        return unit(vectors - centre) @ self.rotation

    def encoded(self, centre: np.ndarray) -> np.ndarray:
        """All passages' tokens as codes say them: signs × scale."""
        values = self.prepared(self.passage_vectors, centre)
        return (np.where(values > 0, 1, -1) * np.abs(values).mean(1, keepdims=True)).astype(np.float32)

    def batch(self, questions: list, centre: np.ndarray, random, scale: float) -> dict:
        """Arrays of one step. `scale`: from passages' scores to log-odds."""
        size = len(questions)
        made = {
            "question": np.zeros((size, LONGEST_QUESTION, self.dimensions), np.float32), "asked": np.zeros((size, LONGEST_QUESTION), np.float32),
            "content": np.zeros((size, LONGEST_QUESTION), np.float32),
            # Where each token's code stands; `there` says which of them count.
            "tokens": np.zeros((size, CANDIDATES, LONGEST_PASSAGE), np.int32), "there": np.zeros((size, CANDIDATES, LONGEST_PASSAGE), np.float32),
            "marks": np.zeros((size, CANDIDATES, LONGEST_PASSAGE, 3), np.float32),
            "score": np.zeros((size, CANDIDATES), np.float32), "candidate": np.zeros((size, CANDIDATES), np.float32),
            "sentence": np.zeros((size, LONGEST_PASSAGE), np.float32), "answer": np.zeros((size, LONGEST_PASSAGE), np.float32),
        }
        for at, question in enumerate(questions):
            own = self.prepared(self.question_vectors[self.question_from[question["at"]]:self.question_from[question["at"] + 1]], centre)[:LONGEST_QUESTION]
            made["question"][at, :len(own)], made["asked"][at, :len(own)] = own, 1
            content = np.array(question["content"][:LONGEST_QUESTION])
            made["content"][at, :len(own)] = content if content.any() else 1
            scores = dict(zip(question["rows"], question["scores"]))
            lowest = min(question["scores"])
            right = question["golds"][0]
            for place, row in enumerate([right, *self.wrong(question, random)]):
                self.put(made, at, place, row, None)
                made["score"][at, place] = scale * scores.get(row, lowest)
            for name in ("sentence", "answer"):
                made[name][at, [token for token in question[name] if token < LONGEST_PASSAGE]] = 1
            if not made["answer"][at].any():
                made["answer"][at] = made["sentence"][at]
            left = np.setdiff1d(np.arange(self.passages[right]["tokens"]), question["sentence"])
            free = int(made["candidate"][at].sum())
            if free < CANDIDATES and question["sentence"] and len(left) >= LEAST_LEFT:
                self.put(made, at, free, right, left)
                made["score"][at, free] = made["score"][at, 0] - scale * WITHOUT_ANSWER
        return made

    def wrong(self, question: dict, random) -> list:
        """Passages found for the question that do not answer it, the better ones more often, and one more of the same article."""
        found = [row for row in question["rows"] if row not in question["golds"]]
        weights = 1 / np.arange(2, len(found) + 2)
        chosen = list(random.choice(found, min(CANDIDATES - 3, len(found)), replace=False, p=weights / weights.sum())) if found else []
        same = [row for row in self.rows_of[self.passages[question["golds"][0]]["file"]] if row not in question["golds"] and row not in chosen]
        return chosen + ([same[random.integers(len(same))]] if same else [])

    def put(self, made: dict, at: int, place: int, row: int, tokens) -> None:
        first, last = self.passage_from[row], self.passage_from[row + 1]
        tokens = (np.arange(last - first) if tokens is None else tokens)[:LONGEST_PASSAGE]
        made["tokens"][at, place, :len(tokens)] = first + tokens
        made["there"][at, place, :len(tokens)] = 1
        made["marks"][at, place, :len(tokens)] = self.passages[row]["marks"][tokens]
        made["candidate"][at, place] = 1


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
