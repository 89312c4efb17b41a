#include "web/pages/qr_picture.hpp"

#include <fmt/format.h>

namespace foerderlauf {

QrPicture qr_picture(const std::vector<std::string>& squares) {
    constexpr std::size_t quiet_zone = 4;
    QrPicture picture{squares.size() + 2 * quiet_zone, {}};
    for (std::size_t row = 0; row < squares.size(); ++row) {
        for (std::size_t from = squares[row].find('1'); from != std::string::npos;) {
            const auto to = std::min(squares[row].find('0', from), squares[row].size());
            picture.path += fmt::format("M{} {}h{}v1h-{}z", from + quiet_zone, row + quiet_zone, to - from, to - from);
            from = squares[row].find('1', to);
        }
    }
    return picture;
}

}  // namespace foerderlauf
