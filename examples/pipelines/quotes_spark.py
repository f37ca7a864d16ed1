"""Who said what in many texts, with Spark: Parquet with `id` and `text` in, Parquet with a row a quote out.

    python quotes_spark.py IN.parquet OUT.parquet [--model standard|fast|none] [--master URL]
"""

import argparse
from collections.abc import Iterator
from functools import partial

import inquit
import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def quotes(batches: Iterator[pa.RecordBatch], analyzer: inquit.Analyzer) -> Iterator[pa.RecordBatch]:
    """The quotes of a worker's share of the texts."""
    for rows in batches:
        table = inquit.quotes_table(rows["text"], ids=rows["id"], analyzer=analyzer, threads=1)
        yield from pa.table(table).to_batches()


parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("target")
parser.add_argument("--model", default="standard")
# Work that a crashed worker had is tried four times. That is the default of a cluster, but not of one machine.
parser.add_argument("--master", default="local[*,4]")
args = parser.parse_args()

spark = SparkSession.builder.master(args.master).getOrCreate()
# Its options go to the workers; each process of them reads the model once.
analyzer = inquit.Analyzer(model=None if args.model == "none" else args.model)
schema = spark.createDataFrame(pa.schema(inquit.quotes_table([])).empty_table()).schema
texts = spark.read.parquet(args.source).select(F.coalesce(F.col("id").cast("string"), F.lit("")).alias("id"), "text")
# Shares of about equal work, several a core, however the file was written.
texts = texts.repartition(8 * spark.sparkContext.defaultParallelism)
texts.mapInArrow(partial(quotes, analyzer=analyzer), schema).write.mode("overwrite").parquet(args.target)
