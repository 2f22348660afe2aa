"""python3 recordlinkage-pairs.py DATA_FOLDER SET PAIRS.csv

Links one public set with the Python Record Linkage Toolkit (pip install recordlinkage==0.16), unsupervised: its ECMClassifier.
Blocks and comparisons follow its guides and its febrl3 example (exact, or Jaro-Winkler of .85 and more); for the other sets the
same by the columns' meaning. No label is read. Writes every pair of probability .5 or more.
"""
import sys
from os.path import join

import pandas as pd
import recordlinkage

FEBRL = {
    "blocks": ["given_name", "surname", "soc_sec_id", "date_of_birth", "postcode"],
    "exact": ["date_of_birth", "suburb", "state", "soc_sec_id", "postcode", "street_number"],
    "string": ["given_name", "surname", "address_1", "address_2"],
}
SETS = {
    "febrl3": FEBRL,
    "febrl4": FEBRL,
    "fake_1000": {
        "blocks": ["first_name", "surname", "dob", "email"],
        "exact": ["dob", "city"],
        "string": ["first_name", "surname", "email"],
    },
    "dblp_acm": {"blocks": ["year"], "exact": [], "string": ["title", "authors", "venue"]},
    "historical_50k": {
        "blocks": [["first_name", "surname"], ["surname", "dob"], ["first_name", "dob"], ["postcode_fake", "first_name"], ["postcode_fake", "surname"]],
        "exact": ["dob", "birth_place", "postcode_fake", "occupation"],
        "string": ["first_name", "surname"],
    },
}
TWO_LISTS = {"febrl4", "dblp_acm"}


def read(file):
    table = pd.read_csv(file, dtype=str, keep_default_na=False).set_index("id")
    return table.apply(lambda column: column.str.strip().str.lower()).replace({"": None})


def main(folder, name, out):
    rules = SETS[name]
    tables = [read(join(folder, name, file)) for file in (["a.csv", "b.csv"] if name in TWO_LISTS else ["all.csv"])]
    indexer = recordlinkage.Index()
    for columns in rules["blocks"]:
        indexer.block(columns)
    candidates = indexer.index(*tables)

    compare = recordlinkage.Compare()
    for column in rules["exact"]:
        compare.exact(column, column, label=column)
    for column in rules["string"]:
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    features = compare.compute(candidates, *tables)

    classifier = recordlinkage.ECMClassifier()
    classifier.fit(features)
    chances = classifier.prob(features)
    links = chances[chances >= 0.5]
    pairs = pd.DataFrame({
        "id_a": links.index.get_level_values(0), "id_b": links.index.get_level_values(1), "probability": links.to_numpy(),
    })
    pairs.to_csv(out, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:4])
