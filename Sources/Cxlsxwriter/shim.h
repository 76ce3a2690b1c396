// The umbrella header of the Cxlsxwriter system module.

#include <xlsxwriter.h>
