#pragma once

namespace foerderlauf {

/// While one lives, what this thread packs is packed quickly (deflate level 1) whatever level the packer asks for: a workbook of
/// 100,000 rows in two thirds of the time and a quarter larger (shared/performance.md § 3.1). libxlsxwriter has no option for it.
class QuickPacking {
public:
    QuickPacking();
    ~QuickPacking();
    QuickPacking(const QuickPacking&) = delete;
    QuickPacking& operator=(const QuickPacking&) = delete;
};

}  // namespace foerderlauf
