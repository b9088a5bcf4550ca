#include <lifecircle/lifecircle.h>

int main(void)
{
    return 1;
}
