// Work lists an account keeps by name: the address with its filters, order and columns.
#include "base/text.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/lists.hpp"
#include "web/pages/refusals.hpp"

namespace foerderlauf {

void add_kept_lists(const Visit& visit, View& view) {
    std::vector<std::pair<std::string, std::string>> query;
    for (const auto& [name, text] : visit.request.query)
        if (name != "after") query.emplace_back(name, text);
    const auto here = address("/worklist", query);
    View::Views saved;
    for (const auto& list : visit.site().identity.lists(visit.account()))
        saved.push_back(
            View::Group{{"list_name", list.name}, {"list_path", list.address}, {"list_here", list.address == here}});
    view["some_saved"] = !saved.empty();
    view["saved"] = std::move(saved);
    view["here"] = here;
    view["csv_path"] = address("/worklist.csv", query);
}

Reply keep_worklist(const Visit& visit) {
    const auto& form = visit.request.form;
    const auto here = own_path(form.value("address"));
    if (form.has("drop")) {
        visit.site().identity.drop_list(visit.account(), form.value("drop"));
        return see_other(here);
    }
    const auto kept = visit.site().identity.keep_list(visit.account(), {form.value("name"), here});
    return kept ? see_other(here) : refused(visit, kept.error());
}

}  // namespace foerderlauf
