"""Who said what in many texts, with Dask: Parquet with `id` and `text` in, Parquet with a row a quote out.

    python quotes_dask.py IN.parquet OUT.parquet [--model standard|fast|none]
"""

import argparse

import dask.dataframe as dd
import inquit
import pandas as pd
import pyarrow as pa
from dask.distributed import Client


def frame(table: inquit.Table) -> pd.DataFrame:
    """A table as pandas has it, its columns still Arrow's."""
    return pa.table(table).to_pandas(types_mapper=pd.ArrowDtype)


def quotes(rows: pd.DataFrame, analyzer: inquit.Analyzer) -> pd.DataFrame:
    """The quotes of a partition of the texts."""
    ids = pa.array(rows["id"]).cast(pa.string()).fill_null("")
    return frame(inquit.quotes_table(pa.array(rows["text"]), ids=ids, analyzer=analyzer, threads=1))


# Workers import this file too.
if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--model", default="standard")
    args = parser.parse_args()

    # Its options go to the workers; each process of them reads the model once.
    analyzer = inquit.Analyzer(model=None if args.model == "none" else args.model)
    empty = inquit.quotes_table([])
    with Client(threads_per_worker=1) as client:
        # Numbers stay whole: pandas' own would be fractions where one is missing.
        texts = dd.read_parquet(args.source, columns=["id", "text"], dtype_backend="pyarrow")
        # Partitions of about equal work, several a core, however the file was written.
        texts = texts.repartition(npartitions=8 * len(client.nthreads()))
        table = texts.map_partitions(quotes, analyzer, meta=frame(empty))
        table.to_parquet(args.target, schema=pa.schema(empty), write_index=False, overwrite=True)
