#pragma once

namespace foerderlauf::bench {

/// While one lives, what this thread packs is packed quickly (deflate level 1) whatever level the packer asks for: libxlsxwriter
/// has no option for it.
class QuickPacking {
public:
    QuickPacking();
    ~QuickPacking();
    QuickPacking(const QuickPacking&) = delete;
    QuickPacking& operator=(const QuickPacking&) = delete;
};

}  // namespace foerderlauf::bench
