["localStorage","sessionStorage"].forEach((e,a)=>{F[1+a]=a=>Object.keys(self[e]).forEach(o=>{K(a,o)&&self[e].removeItem(o)})});
