#include "web/pages/input_view.hpp"

namespace foerderlauf {

View error_of_field(const Words& words, const Refusal* refusal, std::string_view name) {
    if (!refusal) return false;
    const auto found = refusal->fields.find(std::string{name});
    return found == refusal->fields.end() ? View{false} : View{words.sentence(found->second)};
}

View input_view(const Words& words, std::string_view keys, const Refusal* refusal, const Input& input) {
    const auto key = std::string{keys} + "." + input.name;
    const bool hinted = words.knows(key + "_hint");
    const bool wrong = refusal && refusal->fields.contains(input.name);
    std::string described = hinted ? input.name + "-h" : "";
    if (wrong) described += (hinted ? " " : "") + input.name + "-e";
    return View::Group{{"input_name", input.name},
                       {"input_label", words.sentence(key)},
                       {"input_hint", hinted ? words.sentence(key + "_hint") : std::string{}},
                       {"input_type", input.type},
                       {"input_value", input.value},
                       {"input_autocomplete", input.autocomplete},
                       {"input_described", described},
                       {"input_error", error_of_field(words, refusal, input.name)}};
}

}  // namespace foerderlauf
