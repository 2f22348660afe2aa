# Rscript fastlink-pairs.R DATA_FOLDER SET PAIRS.csv
#
# Links one public set with fastLink (install.packages("fastLink")): Jaro-Winkler in three levels for names and texts, equal or not
# for the rest, EM over all pairs, its defaults otherwise except the threshold, .5 in place of .85. Two lists come out one to one
# (its default); a list against itself is its own way to find repeats. historical_50k is left out: fastLink compares every row with
# every other, here 1.3 thousand million pairs. No label is read.
suppressMessages(library(fastLink))

febrl <- list(
  string = c("given_name", "surname", "address_1", "address_2", "suburb"),
  exact = c("street_number", "postcode", "state", "date_of_birth", "soc_sec_id")
)
sets <- list(
  febrl3 = febrl,
  febrl4 = febrl,
  fake_1000 = list(string = c("first_name", "surname", "city", "email"), exact = "dob"),
  dblp_acm = list(string = c("title", "authors", "venue"), exact = "year")
)

words <- commandArgs(trailingOnly = TRUE)
folder <- words[1]
name <- words[2]
out <- words[3]
rules <- sets[[name]]
if (is.null(rules)) stop("fastLink compares all pairs; not for ", name)

read <- function(file) {
  table <- as.data.frame(data.table::fread(file.path(folder, name, file), colClasses = "character", na.strings = "", encoding = "UTF-8"))
  for (column in setdiff(names(table), "id")) table[[column]] <- tolower(trimws(table[[column]]))
  table[table == ""] <- NA
  table
}
two <- file.exists(file.path(folder, name, "b.csv")) && name %in% c("febrl4", "dblp_acm")
a <- read(if (two) "a.csv" else "all.csv")
b <- if (two) read("b.csv") else a

columns <- c(rules$string, rules$exact)
result <- fastLink(
  a[, columns], b[, columns], varnames = columns, stringdist.match = rules$string, partial.match = rules$string,
  threshold.match = 0.5, n.cores = parallel::detectCores()
)
pairs <- data.frame(
  id_a = a$id[result$matches$inds.a], id_b = b$id[result$matches$inds.b], probability = as.numeric(result$posterior)
)
# Of one list each pair comes twice, and each row with itself.
if (!two) pairs <- pairs[result$matches$inds.a < result$matches$inds.b, ]
data.table::fwrite(pairs, out)
