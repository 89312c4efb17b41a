#pragma once

#include "forms/rows_difference.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/visit.hpp"

namespace foerderlauf {

/// Bytes of a form with its rows and the file that is read with it.
inline constexpr std::size_t rows_body_cap = std::size_t{4} << 20;

/// The page that a form with rows stands on.
struct RowsPlace {
    std::string path;                            ///< where the form is posted to
    std::string preline;                         ///< what stands above the heading
    std::int64_t seq = 0;                        ///< sequence number of the case that the page was made from
    const std::vector<Field>* fields = nullptr;  ///< of the form
};

/// What becomes of rows, as `_rows_difference` prints it: how many come, go and change, each of them, sums before and after.
View rows_difference_view(const Field& field, const std::vector<RowDifference>& differences, const Words& words);

/// Rows from a file or pasted text, for the form that was posted with them (`take_rows` names the field): the page that shows how
/// they differ from the rows typed there, with a form that takes them over and one that leads back; nothing is stored.
/// What cannot be read comes back as errors of the state, every mistake with its cell or line, and what was typed stays.
tl::expected<Reply, FormState> show_taken_rows(const Visit& visit, const RowsPlace& place, FormState state);

/// GET /cases/{id}/forms/{form}/rows/{field}.xlsx and .csv: a file to fill in with the rows of the case. For whoever may
/// change them now.
Reply send_rows_workbook(const Visit& visit);
Reply send_rows_csv(const Visit& visit);

}  // namespace foerderlauf
