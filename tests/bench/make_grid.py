"""make_grid.py DIR SIDE: a street grid of SIDE x SIDE junctions, 80 to 119 m apart, and a facility at every 130th of them, in the
form that lc_bench_graph reads. The same every time."""
import pathlib
import sys


def main(folder, side):
    folder, side = pathlib.Path(folder), int(side)
    folder.mkdir(parents=True, exist_ok=True)
    seed = 1
    with open(folder / "nodes.csv", "w") as nodes, open(folder / "edges.csv", "w") as edges:
        nodes.write("id,x,y\n")
        edges.write("u,v,length_m\n")
        for i in range(side * side):
            x, y = i % side, i // side
            nodes.write(f"{i},{x * 100},{y * 100}\n")
            for other, there in ((i + 1, x + 1 < side), (i + side, y + 1 < side)):
                seed = (seed * 1103515245 + 12345) % 2**31
                if there:
                    edges.write(f"{i},{other},{80 + seed % 40000 / 1000:.3f}\n")
    with open(folder / "facilities.csv", "w") as facilities:
        facilities.write("node\n")
        facilities.writelines(f"{i}\n" for i in range(0, side * side, 130))


if __name__ == "__main__":
    main(*sys.argv[1:])
