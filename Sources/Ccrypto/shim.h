// The umbrella header of the Ccrypto system module.

#include <openssl/evp.h>
#include <openssl/hmac.h>
