"""Who said what in many texts, with Ray Data: Parquet with `id` and `text` in, Parquet with a row a quote out.

    python quotes_ray.py IN.parquet OUT.parquet [--model standard|fast|none]
"""

import argparse

import inquit
import pyarrow as pa
import ray


def quotes(rows: pa.Table, analyzer: inquit.Analyzer) -> pa.Table:
    """The quotes of a block of texts."""
    ids = rows["id"].cast(pa.string()).fill_null("")
    return pa.table(inquit.quotes_table(rows["text"], ids=ids, analyzer=analyzer, threads=1))


parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("target")
parser.add_argument("--model", default="standard")
args = parser.parse_args()

# Its options go to the workers; each process of them reads the model once.
analyzer = inquit.Analyzer(model=None if args.model == "none" else args.model)
texts = ray.data.read_parquet(args.source).select_columns(["id", "text"])
# Blocks of about equal work, of a few seconds at the most, however the file was written.
texts = texts.repartition(target_num_rows_per_block=1000 if args.model == "none" else 250)
table = texts.map_batches(quotes, fn_kwargs={"analyzer": analyzer}, batch_size=None, batch_format="pyarrow")
table.write_parquet(args.target, mode="overwrite")
