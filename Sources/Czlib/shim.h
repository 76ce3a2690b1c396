// The umbrella header of the Czlib system module.

#include <zlib.h>
