export declare function shippedPackages(): { name: string; version: string; licence: string }[];
export declare function isTaken(expression: string): boolean;
