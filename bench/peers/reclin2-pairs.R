# Rscript reclin2-pairs.R DATA_FOLDER SET PAIRS.csv
#
# Links one public set with reclin2 (install.packages("reclin2")) as its introduction does: blocks, Jaro-Winkler of .9 for names and
# texts, equal or not for the rest, EM (problink_em), the posterior probability, .5 or more. Two lists one to one by its
# select_n_to_m. No label is read.
suppressMessages(library(reclin2))

febrl <- list(
  blocks = c("given_name", "surname", "soc_sec_id", "date_of_birth", "postcode"),
  string = c("given_name", "surname", "address_1", "address_2", "suburb"),
  exact = c("street_number", "postcode", "state", "date_of_birth", "soc_sec_id")
)
sets <- list(
  febrl3 = febrl,
  febrl4 = febrl,
  fake_1000 = list(blocks = c("first_name", "surname", "dob", "email"), string = c("first_name", "surname", "city", "email"), exact = "dob"),
  dblp_acm = list(blocks = "year", string = c("title", "authors", "venue"), exact = character(0)),
  historical_50k = list(
    blocks = list(c("first_name", "surname"), c("surname", "dob"), c("first_name", "dob"), c("postcode_fake", "first_name"), c("postcode_fake", "surname")),
    string = c("first_name", "surname", "birth_place", "occupation"), exact = c("dob", "postcode_fake")
  )
)

words <- commandArgs(trailingOnly = TRUE)
folder <- words[1]
name <- words[2]
out <- words[3]
rules <- sets[[name]]

read <- function(file) {
  table <- data.table::fread(file.path(folder, name, file), colClasses = "character", na.strings = "", encoding = "UTF-8")
  for (column in setdiff(names(table), "id")) {
    value <- tolower(trimws(table[[column]]))
    value[which(value == "")] <- NA
    data.table::set(table, j = column, value = value)
  }
  table
}
two <- name %in% c("febrl4", "dblp_acm")
x <- read(if (two) "a.csv" else "all.csv")
y <- if (two) read("b.csv") else x

# A blank is nobody's in common: rows without the value are left out of that block.
block <- function(columns) {
  p <- if (two) pair_blocking(x, y, columns) else pair_blocking(x, on = columns, deduplication = TRUE)
  p[complete.cases(x[, ..columns])[p$.x], ]
}
pairs <- Reduce(merge_pairs, lapply(rules$blocks, block))

columns <- c(rules$string, rules$exact)
comparators <- setNames(rep(list(cmp_jarowinkler(0.9)), length(rules$string)), rules$string)
compare_pairs(pairs, on = columns, comparators = comparators, inplace = TRUE)
model <- problink_em(as.formula(paste("~", paste(columns, collapse = " + "))), data = pairs)
pairs <- predict(model, pairs = pairs, type = "mpost", add = TRUE, binary = TRUE)
if (two) {
  pairs <- select_n_to_m(pairs, "linked", "mpost", threshold = 0.5, n = 1, m = 1)
} else {
  pairs <- select_threshold(pairs, "linked", "mpost", threshold = 0.5)
}
linked <- pairs[pairs$linked, ]
data.table::fwrite(data.frame(id_a = x$id[linked$.x], id_b = y$id[linked$.y], probability = linked$mpost), out)
