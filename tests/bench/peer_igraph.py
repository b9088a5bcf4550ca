"""peer_igraph.py DIR t1|t2 REPS: the questions of lc_bench_graph put to igraph, with the same lines for an answer.

igraph has no bound on length, so it looks at every pair: t1 adds a node that is joined to all facilities at no cost (one Dijkstra
search), t2 asks for all distances from each facility and keeps those of at most 1000 m.
"""
import csv
import sys
import time

import igraph

LIMIT_MM = 1_000_000


def load(folder):
    nodes = sum(1 for _ in open(f"{folder}/nodes.csv")) - 1
    edges, lengths = [], []
    for u, v, length in list(csv.reader(open(f"{folder}/edges.csv")))[1:]:
        edges.append((int(u), int(v)))
        lengths.append(int(float(length) * 1000 + 0.5))
    facilities = [int(row[0]) for row in list(csv.reader(open(f"{folder}/facilities.csv")))[1:]]
    return nodes, edges, lengths, facilities


def main(folder, task, repetitions):
    nodes, edges, lengths, facilities = load(folder)
    if task == "t1":
        edges = edges + [(nodes, f) for f in facilities]
        lengths = lengths + [0] * len(facilities)
    graph = igraph.Graph(n=nodes + (task == "t1"), edges=edges)
    graph.es["mm"] = lengths
    for _ in range(int(repetitions)):
        start = time.perf_counter()
        if task == "t1":
            rows = graph.distances(source=[nodes], weights="mm")
            rows = [rows[0][:nodes]]
        else:
            rows = graph.distances(source=facilities, weights="mm")
        near = [mm for row in rows for mm in row if mm <= LIMIT_MM]
        print(f"query_s {time.perf_counter() - start:.6f} count {len(near)} sum_mm {int(sum(near))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
