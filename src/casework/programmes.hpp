#pragma once
#include "casework/case_row.hpp"
#include "workflow/programmes.hpp"
