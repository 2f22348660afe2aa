"""python3 splink-pairs.py DATA_FOLDER SET PAIRS.csv [--clusters]

Links one public set with Splink 4 (pip install splink==4.0.9) on its default backend, DuckDB. Comparisons, blocking and training
rules follow Splink's own examples for febrl3, febrl4, fake_1000 and historical_50k, and the columns' meaning for dblp_acm. No label
is read. Writes every pair of probability .5 or more; with --clusters what Splink's clustering makes of them: of two lists single
best links at .5, of one list connected components at .95, the threshold of its examples.
"""
import csv
import logging
import sys
from itertools import combinations
from os.path import join

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.disable(logging.WARNING)
EXACT = {"term_frequency_adjustments": True}

SETS = {
    "febrl3": {
        "blocking": [block_on("soc_sec_id"), block_on("given_name"), block_on("surname"), block_on("date_of_birth"), block_on("postcode")],
        "comparisons": [
            cl.NameComparison("given_name"), cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            cl.ExactMatch("street_number").configure(**EXACT), cl.ExactMatch("postcode").configure(**EXACT),
        ],
        "sure": [
            block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth"),
            "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth",
        ],
        "recall": 0.9, "pairs": 1e6, "training": [block_on("date_of_birth"), block_on("postcode")],
    },
    "febrl4": {
        "blocking": [
            block_on("given_name", "surname"), "l.given_name = r.surname and l.surname = r.given_name", block_on("date_of_birth"),
            block_on("soc_sec_id"), block_on("state", "address_1"), block_on("street_number", "address_1"), block_on("postcode"),
        ],
        "comparisons": [
            cl.NameComparison("given_name").configure(**EXACT), cl.NameComparison("surname").configure(**EXACT),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]), cl.ExactMatch("street_number").configure(**EXACT),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(**EXACT),
        ],
        "sure": [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")],
        "recall": 0.8, "pairs": 1e6, "training": [block_on("date_of_birth"), block_on("postcode")],
    },
    "fake_1000": {
        # The tutorial's two blocking rules, and e-mail and birth date besides.
        "blocking": [block_on("first_name", "city"), block_on("surname"), block_on("email"), block_on("dob")],
        "comparisons": [
            cl.NameComparison("first_name"), cl.NameComparison("surname"), cl.LevenshteinAtThresholds("dob", 1),
            cl.ExactMatch("city").configure(**EXACT), cl.EmailComparison("email"),
        ],
        "sure": [block_on("first_name", "dob"), "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2", block_on("email")],
        "recall": 0.7, "pairs": 1e6, "training": [block_on("first_name", "surname"), block_on("dob")],
    },
    "dblp_acm": {
        "blocking": [
            block_on("substr(title, 1, 8)"), block_on("year", "substr(authors, 1, 5)"), block_on("year", "substr(title, 1, 3)"),
        ],
        "comparisons": [
            cl.JaroWinklerAtThresholds("title", [0.95, 0.9, 0.8]), cl.JaroWinklerAtThresholds("authors", [0.95, 0.9, 0.8]),
            cl.JaroWinklerAtThresholds("venue", [0.9, 0.7]), cl.ExactMatch("year"),
        ],
        "sure": [block_on("title", "authors"), block_on("title", "year")],
        "recall": 0.7, "pairs": 1e6, "training": [block_on("title"), block_on("authors")],
    },
    "historical_50k": {
        "blocking": [
            block_on("substr(first_name,1,3)", "substr(surname,1,4)"), block_on("surname", "dob"), block_on("first_name", "dob"),
            block_on("postcode_fake", "first_name"), block_on("postcode_fake", "surname"), block_on("dob", "birth_place"),
            block_on("substr(postcode_fake,1,3)", "dob"), block_on("substr(postcode_fake,1,3)", "first_name"),
            block_on("substr(postcode_fake,1,3)", "surname"), block_on("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
        ],
        "comparisons": [
            cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_and_surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True), cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place").configure(**EXACT), cl.ExactMatch("occupation").configure(**EXACT),
        ],
        "sure": [
            block_on("first_name", "surname", "dob"), block_on("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"),
            block_on("dob", "postcode_fake"),
        ],
        "recall": 0.6, "pairs": 5e6, "training": [block_on("first_name", "surname"), block_on("dob")],
    },
}
TWO_LISTS = {"febrl4", "dblp_acm"}


def read(file):
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    return table.apply(lambda column: column.str.strip().str.lower() if column.name != "id" else column).replace({"": None})


def main(folder, name, out, clusters):
    rules, two = SETS[name], name in TWO_LISTS
    files = ["a.csv", "b.csv"] if two else ["all.csv"]
    settings = SettingsCreator(
        link_type="link_only" if two else "dedupe_only", unique_id_column_name="id", comparisons=rules["comparisons"],
        blocking_rules_to_generate_predictions=rules["blocking"],
    )
    tables = [read(join(folder, name, file)) for file in files]
    linker = Linker(tables if two else tables[0], settings, db_api=DuckDBAPI(), **({"input_table_aliases": ["a", "b"]} if two else {}))
    linker.training.estimate_probability_two_random_records_match(rules["sure"], recall=rules["recall"])
    linker.training.estimate_u_using_random_sampling(max_pairs=rules["pairs"], seed=1)
    for rule in rules["training"]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule, estimate_without_term_frequencies=True)
    predictions = linker.inference.predict(threshold_match_probability=0.5)
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id_a", "id_b", "probability"])
        if clusters:
            writer.writerows(clustered(linker, predictions, two))
        else:
            table = predictions.as_pandas_dataframe()
            writer.writerows(zip(table["id_l"], table["id_r"], table["match_probability"]))


def clustered(linker, predictions, two):
    """Every pair within a cluster; the probability is the threshold it was made at, since a pair need not have been compared."""
    if two:
        threshold, groups = 0.5, linker.clustering.cluster_using_single_best_links(predictions, ["a", "b"], 0.5)
    else:
        threshold, groups = 0.95, linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, 0.95)
    table = groups.as_pandas_dataframe().sort_values("source_dataset" if two else "id")
    for ids in table.groupby("cluster_id", sort=False)["id"].apply(list):
        yield from ((a, b, threshold) for a, b in combinations(ids, 2))


if __name__ == "__main__":
    main(*sys.argv[1:4], clusters="--clusters" in sys.argv)
