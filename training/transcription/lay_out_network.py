"""Writes basic-pitch's network anew, laid out to run fast on processors with wide vectors. Its weights stay as they are.

ONNX Runtime computes 8 or 16 channels of a convolution at once; of one with fewer the rest is computed for nothing, and most of
this network's have one or eight. So each convolution here gives several neighbours of its output as channels, with a stride as
wide as they are: the same sums in another order. What it is laid out from is the weights' names only, so a file that this
wrote will do as well as the first one.

  apt-get install python3-onnx
  /usr/bin/python3 training/transcription/lay_out_network.py assets/transcription/basic-pitch.onnx OUT.onnx
"""

import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SAMPLES = 43_844
HOP = 256
FRAMES = 172
# Bins of the constant-Q transform, 36 an octave, and those that the convolutions see of each harmonic.
OCTAVES, OCTAVE_BINS, BINS, SEEN_BINS = 9, 36, 309, 264
KEYS = 88
# Bins from a tone to its harmonics 1/2, 1, 2 ... 7.
HARMONICS = [-36, 0, 36, 57, 72, 84, 93, 101]
# The decibels of each window are scaled to 0 ... 1, then as the batch normalisation wants them.
DECIBELS = 4.3429446
SCALE, OFFSET = 2.480741, -0.8769183
# Neighbours given as channels: samples of the halved rates, bins of the largest convolution (of eight channels each: one or
# two bins at a time are measurably slower), frames and bins or keys of a tile.
HALVED = 16
ABREAST = 4
TILE = 4


class Graph:
    """Collects nodes; each method adds one and gives the name of its output."""

    def __init__(self, weights):
        self.nodes = []
        self.weights = dict(weights)

    def add(self, kind, inputs, **attributes):
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def constant(self, values, kind=np.int64):
        array = np.array(values, kind)
        name = "_".join([array.dtype.name, *map(str, array.shape), "of", *map(str, array.flatten())])
        self.weights[name] = array
        return name

    def scalar(self, value):
        return self.constant(value, np.float32)

    def reshape(self, x, shape):
        return self.add("Reshape", [x, self.constant(shape)])

    def cut(self, x, start, end, axis):
        return self.add("Slice", [x, *(self.constant([value]) for value in (start, end, axis, 1))])

    def pad(self, x, before, after, mode="constant"):
        """`before` and `after`: how much on each axis."""
        return self.add("Pad", [x, self.constant([*before, *after])], mode=mode)

    def neighbours(self, kernel, places, room):
        """A kernel at several places of a larger one, each a channel of the output. Places and room: one number an axis."""
        copies = [
            self.pad(kernel, [0, 0, *place], [0, 0, *(most - at for most, at in zip(room, place))])
            for place in places
        ]
        return self.add("Concat", copies, axis=0)

    def tile(self, kernel):
        """A kernel that gives a tile of neighbours, frame by frame; to be used with a stride of `TILE`."""
        places = [[i, j] for i in range(TILE) for j in range(TILE)]
        return self.neighbours(kernel, places, [TILE - 1, TILE - 1])

    def each(self, bias, times):
        return self.add("Tile", [bias, self.constant([times])])

    def untiled(self, x, width):
        """Tiles side by side again: one channel of all frames."""
        x = self.reshape(x, [0, TILE, TILE, FRAMES // TILE, width // TILE])
        return self.reshape(self.add("Transpose", [x], perm=[0, 3, 1, 4, 2]), [0, 1, FRAMES, width])


def halved(graph, x, length):
    """Half the sample rate: a low-pass at every other sample, `HALVED` of them at a time."""
    count = length // 2
    rows = -(-count // HALVED)
    kernel = graph.neighbours("lp", [[2 * i] for i in range(HALVED)], [2 * (HALVED - 1)])
    reach = 256 + 2 * (HALVED - 1)
    after = (rows - 1) * 2 * HALVED + reach - length - 127
    x = graph.add("Conv", [graph.pad(x, [0, 0, 127], [0, 0, after]), kernel], strides=[2 * HALVED])
    x = graph.reshape(graph.add("Transpose", [x], perm=[0, 2, 1]), [0, 1, rows * HALVED])
    return graph.cut(x, 0, count, 2), count


def constant_q_power(graph, x):
    """Power in each bin, an octave at a time: the next lower one is the same transform at half the rate."""
    length, hop, octaves = SAMPLES, HOP, []
    for octave in range(OCTAVES):
        if octave > 0:
            x, length = halved(graph, x, length)
            hop //= 2
        around = graph.pad(x, [0, 0, 128], [0, 0, 128], mode="reflect")
        parts = graph.add("Conv", [around, "kern"], strides=[hop])
        squares = graph.add("Mul", [parts, parts])
        real = graph.cut(squares, 0, OCTAVE_BINS, 1)
        imaginary = graph.cut(squares, OCTAVE_BINS, 2 * OCTAVE_BINS, 1)
        octaves.insert(0, graph.add("Add", [real, imaginary]))
    power = graph.cut(graph.add("Concat", octaves, axis=1), -BINS, 2**62, 1)
    return graph.add("Mul", [power, graph.add("Mul", ["sq", "sq"])])


def harmonics(graph, power):
    """Scaled decibels, one channel a harmonic, so that a tone and its harmonics lie above each other."""
    log = graph.add("Log", [graph.add("Add", [power, graph.scalar(1e-10)])])
    level = graph.add("Mul", [log, graph.scalar(DECIBELS)])
    level = graph.add("Sub", [level, graph.add("ReduceMin", [level], axes=[1, 2], keepdims=1)])
    loudest = graph.add("ReduceMax", [level], axes=[1, 2], keepdims=1)
    level = graph.add("Div", [level, graph.add("Clip", [loudest, graph.scalar(1e-9)])])
    level = graph.add("Add", [graph.add("Mul", [level, graph.scalar(SCALE)]), graph.scalar(OFFSET)])
    level = graph.reshape(graph.add("Transpose", [level], perm=[0, 2, 1]), [0, 1, FRAMES, BINS])
    channels = []
    for shift in HARMONICS:
        seen = graph.cut(level, max(0, shift), min(BINS, shift + SEEN_BINS), 3)
        lacking = [max(0, -shift), max(0, shift + SEEN_BINS - BINS)]
        channels.append(graph.pad(seen, [0, 0, 0, lacking[0]], [0, 0, 0, lacking[1]]) if any(lacking) else seen)
    return graph.add("Concat", channels, axis=1)


def lay_out(weights):
    graph = Graph(weights)
    audio = graph.reshape("audio", [0, 1, SAMPLES])
    stack = harmonics(graph, constant_q_power(graph, audio))

    # Neighbouring bins stay apart as channels; the next convolution takes them so.
    abreast = graph.neighbours("c1.weight", [[0, i] for i in range(ABREAST)], [0, ABREAST - 1])
    bias = graph.each("c1.bias", ABREAST)
    bins = graph.add("Conv", [stack, abreast, bias], strides=[1, ABREAST], pads=[1, 19, 1, 19])
    bins = graph.add("Relu", [bins])
    # From two bins before a tile to two after it, in whole groups of bins.
    height, width = TILE + 4, TILE + 2 * ABREAST
    places = [[i, j + ABREAST - 2] for i in range(TILE) for j in range(TILE)]
    kernel = graph.neighbours("cr.weight", places, [height - 5, width - 5])
    kernel = graph.reshape(kernel, [TILE * TILE, 8, height, width // ABREAST, ABREAST])
    kernel = graph.add("Transpose", [kernel], perm=[0, 4, 1, 2, 3])
    kernel = graph.reshape(kernel, [TILE * TILE, 8 * ABREAST, height, width // ABREAST])
    bias = graph.each("cr.bias", TILE * TILE)
    strides = [TILE, TILE // ABREAST]
    contour = graph.add("Conv", [bins, kernel, bias], strides=strides, pads=[2, 1, 2, 1])
    contour = graph.untiled(graph.add("Sigmoid", [contour]), SEEN_BINS)

    keys = graph.add("Conv", [contour, "c2.weight", "c2.bias"], strides=[1, 3], pads=[3, 2, 3, 2])
    keys = graph.add("Relu", [keys])
    bias = graph.each("c3.bias", TILE * TILE)
    note = graph.add("Conv", [keys, graph.tile("c3.weight"), bias], strides=[TILE, TILE], pads=[3, 1, 3, 1])
    note = graph.untiled(graph.add("Sigmoid", [note]), KEYS)

    attacks = graph.add("Conv", [stack, "c4.weight", "c4.bias"], strides=[1, 3], pads=[2, 1, 2, 1])
    attacks = graph.add("Relu", [attacks])
    # The last convolution is over the note and the attacks: the sum of one over each.
    own, others = (graph.tile(graph.cut("c5.weight", start, end, 1)) for start, end in ((0, 1), (1, 33)))
    bias = graph.each("c5.bias", TILE * TILE)
    by_note = graph.add("Conv", [note, own], strides=[TILE, TILE], pads=[1, 1, 1, 1])
    by_attack = graph.add("Conv", [attacks, others, bias], strides=[TILE, TILE], pads=[1, 1, 1, 1])
    onset = graph.untiled(graph.add("Sigmoid", [graph.add("Add", [by_attack, by_note])]), KEYS)

    outputs = []
    for name, x, width in (("contour", contour, SEEN_BINS), ("note", note, KEYS), ("onset", onset, KEYS)):
        shape = graph.constant([0, FRAMES, width])
        graph.nodes.append(helper.make_node("Reshape", [x, shape], [name], name=name))
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["windows", FRAMES, width]))
    audio = helper.make_tensor_value_info("audio", TensorProto.FLOAT, ["windows", SAMPLES])
    initializers = [numpy_helper.from_array(array, name) for name, array in graph.weights.items()]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "basic-pitch", [audio], outputs, initializers),
        opset_imports=[helper.make_opsetid("", 13)],
        producer_name="lay_out_network.py",
    )
    model.ir_version = 7
    return model


def main(source, target):
    weights = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in onnx.load(source).graph.initializer
        if tensor.name in ("kern", "lp", "sq") or tensor.name[:2] in ("c1", "c2", "c3", "c4", "c5", "cr")
    }
    model = lay_out(weights)
    onnx.checker.check_model(model)
    onnx.save(model, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
