#include "server/program.hpp"

#include <iostream>
#include <string>
#include <vector>

int main(int count, char** words) {
    return foerderlauf::run_program({words + 1, words + count}, std::cin, std::cout, std::cerr);
}
