#include "exchange/rows_file.hpp"

#include "exchange/rows_csv.hpp"
#include "exchange/rows_xlsx.hpp"

namespace foerderlauf {

RowsFile read_rows_file(const Field& field, std::string_view bytes) {
    return looks_like_workbook(bytes) ? read_rows_xlsx(field, bytes) : read_rows_csv(field, bytes);
}

}  // namespace foerderlauf
