"""Writes the encoder as an ONNX graph that ONNX Runtime 1.14 runs with 8-bit integers."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from source_file import SourceFile

# The newest that ONNX Runtime 1.14 reads.
OPSET, IR_VERSION = 17, 8
# How far a masked token's attention score is pushed down; exp() of it is 0 in f32.
MASKED = -10_000.0


class Graph:
    """Nodes and constants as they are added; names are made from a counter, so that the same input gives the same bytes."""

    def __init__(self, weights: str):
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._known: set[str] = set()
        self._weights = weights

    def constant(self, name: str, values: np.ndarray) -> str:
        if name not in self._known:
            self._known.add(name)
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def scalar(self, value: float) -> str:
        return self.constant(f"scalar_{value}", np.array(value, np.float32))

    def integers(self, *values: int) -> str:
        return self.constant("integers_" + "_".join(map(str, values)), np.array(values, np.int64))

    def add(self, operator: str, *inputs: str, outputs: int = 1, name: str | None = None, **attributes):
        names = [name] if name else [f"{operator}_{len(self.nodes)}_{k}" for k in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def normalise(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray, epsilon: float, output: str | None = None) -> str:
        return self.add("LayerNormalization", x, self.constant(f"{name}.w", weight), self.constant(f"{name}.b", bias),
                        axis=-1, epsilon=epsilon, name=output)

    def quantise(self, x: str) -> tuple[str, str, str]:
        """Activations as u8 with scale and zero point, worked out at run time."""
        return tuple(self.add("DynamicQuantizeLinear", x, outputs=3))

    def linear(self, x: tuple[str, str, str], name: str, matrix: np.ndarray, bias: np.ndarray) -> str:
        """`x · matrixᵀ + bias` in 8-bit integers with one scale an output; `matrix` is f32 [outputs, inputs]."""
        values, scale, zero = x
        codes, scales, offset = self._integers(matrix)
        inputs = [values, self.constant(f"{name}.q", codes.T), zero]
        if offset is not None:
            inputs.append(self.constant("weights.zero", offset))
        product = self.add("Cast", self.add("MatMulInteger", *inputs), to=TensorProto.FLOAT)
        product = self.add("Mul", product, self.add("Mul", scale, self.constant(f"{name}.scales", scales)))
        return self.add("Add", product, self.constant(f"{name}.b", bias))

    def _integers(self, matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
        # Products of u8 and s8 are added in pairs into 16 bits where the CPU has no VNNI, and 2 x 255 x 127 does not fit there:
        # such machines would give other vectors. 2 x 255 x 63 fits; u8 weights take another road, in 32 bits.
        if self._weights == "signed7":
            largest, kind, offset = 63, np.int8, None
        elif self._weights == "unsigned8":
            largest, kind, offset = 127, np.uint8, np.array(128, np.uint8)
        else:
            raise SystemExit(f"quantising: weights 'signed7' or 'unsigned8' expected, found {self._weights!r}")
        scales = (np.abs(matrix).max(axis=1) / largest).astype(np.float32)
        codes = np.rint(matrix / scales[:, None]) + (0 if offset is None else 128)
        return codes.astype(kind), scales, offset


def encoder(source: SourceFile, rows: list[int], weights: str) -> bytes:
    """The model's file: `input_ids`, `attention_mask` (i64 [batch, tokens]) to `last_hidden_state` (f32 [batch, tokens, hidden])."""
    sizes = source.sizes
    graph = Graph(weights)
    x = _words(graph, source, rows)
    mask = graph.add("Unsqueeze", graph.add("Cast", "attention_mask", to=TensorProto.FLOAT), graph.integers(1, 2))
    mask = graph.add("Mul", graph.add("Sub", graph.scalar(1.0), mask), graph.scalar(MASKED))
    for layer in range(sizes.layers):
        x = _layer(graph, source, layer, x, mask, "last_hidden_state" if layer == sizes.layers - 1 else None)

    def tokens(name, kind, *more):
        return helper.make_tensor_value_info(name, kind, ["batch", "tokens", *more])
    body = helper.make_graph(
        graph.nodes, "multilingual-e5-small",
        [tokens("input_ids", TensorProto.INT64), tokens("attention_mask", TensorProto.INT64)],
        [tokens("last_hidden_state", TensorProto.FLOAT, sizes.hidden)],
        graph.constants,
    )
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="embeddings/model/build.py")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString(deterministic=True)


def _words(graph: Graph, source: SourceFile, rows: list[int]) -> str:
    """Word + position + type vectors. The word table stays in the source's 4 bits and is decoded row by row: nothing is lost."""
    sizes = source.sizes
    scales, codes = (part[rows] for part in source.q4("emb.word", sizes.hidden))
    codes = graph.add("Gather", graph.constant("words.codes", codes), "input_ids")
    high = graph.add("BitShift", codes, graph.constant("four", np.array(4, np.uint8)), direction="RIGHT")
    high = graph.add("Cast", high, to=TensorProto.FLOAT)
    low = graph.add("Sub", graph.add("Cast", codes, to=TensorProto.FLOAT), graph.add("Mul", high, graph.scalar(16.0)))
    values = graph.add("Sub", graph.add("Concat", low, high, axis=-1), graph.scalar(8.0))
    scales = graph.add("Cast", graph.add("Gather", graph.constant("words.scales", scales), "input_ids"), to=TensorProto.FLOAT)
    values = graph.add("Mul", values, graph.add("Unsqueeze", scales, graph.integers(-1)))
    words = graph.add("Reshape", values, graph.integers(0, 0, sizes.hidden))

    # Only the first token type is ever used, so it is added to the positions once and for all.
    places = source.f32("emb.pos").reshape(sizes.positions, sizes.hidden) + source.f32("emb.type")[:sizes.hidden]
    length = graph.add("Shape", "input_ids", start=1, end=2)
    places = graph.add("Slice", graph.constant("positions", places), graph.integers(0), length, graph.integers(0))
    return graph.normalise(graph.add("Add", words, places), "embeddings", source.f32("emb.ln.w"), source.f32("emb.ln.b"), sizes.epsilon)


def _layer(graph: Graph, source: SourceFile, layer: int, x: str, mask: str, output: str | None) -> str:
    sizes = source.sizes
    here = f"l{layer}"
    width = sizes.hidden // sizes.heads

    def matrix(name, columns=sizes.hidden):
        return source.matrix(f"{here}.{name}.w", columns)

    def bias(name):
        return source.f32(f"{here}.{name}.b")

    # One product for questions, keys and values; 1/√width is folded into the questions.
    shrink = np.float32(1 / np.sqrt(width))
    joint = graph.linear(
        graph.quantise(x), f"{here}.qkv",
        np.concatenate([matrix("q") * shrink, matrix("k"), matrix("v")]),
        np.concatenate([bias("q") * shrink, bias("k"), bias("v")]),
    )
    heads = graph.integers(0, 0, sizes.heads, width)
    q, k, v = (graph.add("Reshape", part, heads) for part in graph.add("Split", joint, outputs=3, axis=-1))
    q, v = (graph.add("Transpose", part, perm=[0, 2, 1, 3]) for part in (q, v))
    scores = graph.add("MatMul", q, graph.add("Transpose", k, perm=[0, 2, 3, 1]))
    shares = graph.add("Softmax", graph.add("Add", scores, mask), axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", shares, v), perm=[0, 2, 1, 3])
    mixed = graph.add("Reshape", mixed, graph.integers(0, 0, sizes.hidden))
    mixed = graph.linear(graph.quantise(mixed), f"{here}.ao", matrix("ao"), bias("ao"))
    x = graph.normalise(graph.add("Add", x, mixed), f"{here}.aln", source.f32(f"{here}.aln.w"), source.f32(f"{here}.aln.b"), sizes.epsilon)

    inner = graph.linear(graph.quantise(x), f"{here}.fi", matrix("fi"), bias("fi"))
    # GELU in its exact form: x/2 · (1 + erf(x/√2)).
    bell = graph.add("Add", graph.add("Erf", graph.add("Div", inner, graph.scalar(float(np.sqrt(np.float32(2)))))), graph.scalar(1.0))
    inner = graph.add("Mul", graph.add("Mul", inner, bell), graph.scalar(0.5))
    outer = graph.linear(graph.quantise(inner), f"{here}.fo", matrix("fo", sizes.feed_forward), bias("fo"))
    return graph.normalise(graph.add("Add", x, outer), f"{here}.oln", source.f32(f"{here}.oln.w"), source.f32(f"{here}.oln.b"), sizes.epsilon, output)
