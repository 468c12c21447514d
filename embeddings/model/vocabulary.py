"""Chooses the pieces that are shipped and writes the tokenizer's files."""

import json
import unicodedata

import numpy as np

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
MASK = "<mask>"
# Code points above this are left out unless they are letters or marks: CJK punctuation, emoji and private use begin here.
LAST_SYMBOL = 0x2FFF


def latin_rows(pieces: list[str]) -> list[int]:
    """Rows of the source's word table to keep, in the original order.

    A text in Latin script is segmented into the same pieces as with the whole vocabulary, since no other piece occurs in it.
    """
    return [row for row, piece in enumerate(pieces) if piece in SPECIAL or piece == MASK or all(map(_is_kept, piece))]


def _is_kept(character: str) -> bool:
    kind = unicodedata.category(character)[0]
    if kind == "L":
        return "LATIN" in unicodedata.name(character, "")
    return kind == "M" or ord(character) <= LAST_SYMBOL


def tokenizer_json(pieces: list[str], scores: np.ndarray) -> str:
    """tokenizer.json as @xenova/transformers and the Hugging Face tokenizers read it."""
    mask = pieces.index(MASK)
    special = [*enumerate(SPECIAL), (mask, MASK)]
    frame = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": row, "content": piece, "single_word": False, "lstrip": piece == MASK, "rstrip": False, "normalized": False, "special": True}
            for row, piece in special
        ],
        # @xenova/transformers normalises by itself (NFKC and white space) and reads no map.
        "normalizer": {"type": "Precompiled", "precompiled_charsmap": ""},
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}],
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [_special("<s>"), _sequence("A"), _special("</s>")],
            "pair": [_special("<s>"), _sequence("A"), _special("</s>"), _special("</s>"), _sequence("B"), _special("</s>")],
            "special_tokens": {piece: {"id": piece, "ids": [row], "tokens": [piece]} for row, piece in enumerate(SPECIAL) if piece in ("<s>", "</s>")},
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True},
        "model": {"type": "Unigram", "unk_id": SPECIAL.index("<unk>"), "vocab": "VOCABULARY"},
    }
    # One piece a line; str() of an f32 is the shortest text that reads back as the same f32.
    rows = ",\n".join(f"[{json.dumps(piece, ensure_ascii=False)},{np.float32(score)}]" for piece, score in zip(pieces, scores))
    return json.dumps(frame, ensure_ascii=False).replace('"VOCABULARY"', f"[\n{rows}\n]") + "\n"


def _special(piece: str) -> dict:
    return {"SpecialToken": {"id": piece, "type_id": 0}}


def _sequence(name: str) -> dict:
    return {"Sequence": {"id": name, "type_id": 0}}
