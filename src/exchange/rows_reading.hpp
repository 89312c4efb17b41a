#pragma once

#include "exchange/rows_file.hpp"

namespace foerderlauf {

/// A line of a table whose columns a form's rows field names: its number in the file and its values from the left.
struct TableLine {
    int number = 0;
    std::vector<std::string> values;
};

/// A table while its rows are read: the one check of rows for every format of file. First the header, then each line, then
/// the judgement of the cells. Messages `rows_csv.…` and `field.…`.
class RowsReading {
public:
    explicit RowsReading(const Field& field) : field_{field} {}

    /// Says for each value of the header which column it is; false when one is unknown, twice or missing.
    bool take_header(const TableLine& header);
    /// Takes the line as a row: as many values as the header has, spelled as people type them. Blank lines are passed over;
    /// a choice may be said by its label.
    void take_line(const TableLine& line);
    /// Judges every cell that nobody has complained of, and gives all errors in the order of the lines. With any error no
    /// typed row is given.
    RowsFile judged();

    void complain(int line, const std::string& key, Record values = {});
    void complain(RowsFileError error) { file_.errors.push_back(std::move(error)); }
    const std::vector<const Field*>& columns() const { return columns_; }  ///< by place in the header
    bool faultless() const { return file_.errors.empty(); }
    /// The errors so far, without any row.
    RowsFile refused();

private:
    RowsFileError cell_error(const std::string& name, const Message& message) const;

    const Field& field_;
    RowsFile file_;
    std::vector<const Field*> columns_;
    std::vector<int> lines_;  ///< of each row
};

/// `Nr.;Tag;Empfänger`: the header of the field's columns.
std::string labels_of(const Field& field);

}  // namespace foerderlauf
