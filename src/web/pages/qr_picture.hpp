#pragma once

#include <string>
#include <vector>

namespace foerderlauf {

/// A QR code as one SVG path: `size` units wide and high, four of them free on each side (ISO/IEC 18004).
struct QrPicture {
    std::size_t size = 0;
    std::string path;
};
/// From the rows of `squares_of`.
QrPicture qr_picture(const std::vector<std::string>& squares);

}  // namespace foerderlauf
